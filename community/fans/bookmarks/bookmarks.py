"""Keep a post, change the note and the reminder, let it go."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete

from community.fans.forum import Post
from community.kernel import clock
from community.kernel.db import db, insert_or_ignore
from community.kernel.permissions import require
from community.kernel.text import clean_block

from .models import Bookmark
from .refusals import ReminderTooFar

LONGEST_NOTE = 500
FARTHEST = timedelta(days=5 * 366)


def keep(post: Post, *, by: Any, note: str = "", remind_at: datetime | None = None) -> Bookmark:
    """Kept again, the note and the reminder are those said last; its place in the list stays."""
    require(by, "bookmarks.keep")
    now = clock.now()
    if remind_at and not now < remind_at < now + FARTHEST:
        raise ReminderTooFar()
    insert_or_ignore(Bookmark, account_id=by.id, post_id=post.id, note="", at=now)
    kept = db.session.get_one(Bookmark, (by.id, post.id), populate_existing=True)
    kept.note = clean_block(note, LONGEST_NOTE, empty=True).strip()
    kept.remind_at = remind_at
    db.session.flush()
    return kept


def let_go(post_id: int, *, by: Any) -> None:
    require(by, "bookmarks.keep")
    mine = delete(Bookmark).where(Bookmark.account_id == by.id, Bookmark.post_id == post_id)
    db.session.execute(mine)


def find(post_id: int, by: Any) -> Bookmark | None:
    return db.session.get(Bookmark, (by.id, post_id)) if by.signed_in else None
