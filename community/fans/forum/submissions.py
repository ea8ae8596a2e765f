"""The same form sent twice makes one post: the database decides which came first."""

from typing import Any

from community.kernel import clock
from community.kernel.db import db, insert_or_ignore

from .models import Post, Submission

LONGEST_KEY = 64


def earlier(key: str, by: Any) -> Post | None:
    """Claim the form's key for this transaction, or give the post that it already made."""
    if not key or by.id is None:
        return None
    key = key[:LONGEST_KEY]
    if insert_or_ignore(Submission, account_id=by.id, key=key, at=clock.now()):
        return None
    made = db.session.get(Submission, (by.id, key), populate_existing=True)
    return db.session.get(Post, made.post_id) if made and made.post_id else None


def settle(key: str, by: Any, post: Post) -> None:
    if (
        key
        and by.id is not None
        and (claim := db.session.get(Submission, (by.id, key[:LONGEST_KEY])))
    ):
        claim.post_id = post.id
