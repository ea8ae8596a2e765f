"""How far somebody had read by some day."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, literal, select

from community.fans.forum import boards
from community.fans.forum.models import BoardMark, Post, Thread, ThreadRead
from community.fans.forum.reads import TRACKED_FOR
from community.kernel.db import Moment, db


def have_read(reader: Any, until: datetime) -> None:
    """Everything they may see counts as read up to `until`; only for accounts that have read nothing here yet."""
    seen = boards.visible_ids(reader)
    lately = (
        select(
            literal(reader.id), Post.thread_id, func.max(Post.position), literal(until, Moment())
        )
        .join(Thread, Thread.id == Post.thread_id)
        .where(
            Thread.board_id.in_(seen),
            Thread.last_posted_at > until - TRACKED_FOR,
            Post.created_at <= until,
        )
        .group_by(Post.thread_id)
    )
    columns = ["account_id", "thread_id", "position", "at"]
    db.session.execute(insert(ThreadRead).from_select(columns, lately))
    marks = [
        {"account_id": reader.id, "board_id": board_id, "at": until} for board_id in sorted(seen)
    ]
    if marks:
        db.session.execute(insert(BoardMark), marks)
