"""Who wrote in a thread of the past follows it."""

from collections.abc import Sequence

from sqlalchemy.dialects import postgresql, sqlite

from community.fans.forum.models import Following
from community.kernel.db import db

from .shapes import PastPost


def begin(posts: Sequence[PastPost]) -> None:
    rows = {
        (post.author_id, post.thread.id): {
            "account_id": post.author_id,
            "kind": "thread",
            "subject_id": post.thread.id,
            "level": "watching",
            "at": post.at,
        }
        for post in reversed(posts)
    }
    dialect = sqlite if db.session.get_bind().dialect.name == "sqlite" else postgresql
    if rows:
        adding = dialect.insert(Following).on_conflict_do_nothing()
        db.session.execute(adding, list(rows.values()))
