"""What stands here already of the threads that a batch goes on with."""

from sqlite3 import Row
from typing import Any

from sqlalchemy import select

from community.edges.transfer import keys
from community.fans.forum import Post, Thread, past
from community.kernel.db import db


def of(source: int, waiting: list[Row]) -> dict[int, Any]:
    """Number there -> row of our post with its thread, for questions and posts that were commented on."""
    wanted = {turn["thread"] for turn in waiting} | {
        turn["answered"] for turn in waiting if turn["answered"]
    }
    numbers = {
        number: name
        for name, number in keys.known(source, "post", map(str, sorted(wanted))).items()
        if number
    }
    query = (
        select(
            Post.id,
            Post.position,
            Post.created_at,
            Post.thread_id,
            Thread.board_id,
            Thread.accepted_post_id,
        )
        .join(Thread, Thread.id == Post.thread_id)
        .where(Post.id.in_(numbers))
    )
    return {int(numbers[row.id]): row for row in db.session.execute(query)}


def as_past(row: Any) -> past.PastPost:
    """So that another post may answer it."""
    thread = past.PastThread(id=row.thread_id, board_id=row.board_id)
    return past.PastPost(
        thread=thread,
        author_id=0,
        member_id=0,
        source="",
        at=row.created_at,
        id=row.id,
        position=row.position,
    )
