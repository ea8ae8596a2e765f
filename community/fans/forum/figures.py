"""The living numbers on the door: counted now and then, shown to everybody."""

import time
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from community.kernel import clock
from community.kernel.db import db
from community.kernel.site import kept_with_site

from .counts import visible
from .models import Board, BoardAccess, Post

KEPT_FOR = 300.0


def living() -> dict[str, int]:
    """Threads and posts in boards open to all, and how many people wrote in the last 30 days."""
    shelf = _shelf()
    if shelf.get("until", 0.0) < time.monotonic():
        shelf.update(_counted(), until=time.monotonic() + KEPT_FOR)
    return shelf


@kept_with_site
def _shelf() -> dict[str, Any]:
    return {}


def _counted() -> dict[str, int]:
    open_boards = Board.id.not_in(select(BoardAccess.board_id))
    threads, posts = db.session.execute(
        select(
            func.coalesce(func.sum(Board.threads_count), 0),
            func.coalesce(func.sum(Board.posts_count), 0),
        ).where(open_boards)
    ).one()
    lately = Post.created_at > clock.now() - timedelta(days=30)
    people = db.session.scalar(
        select(func.count(func.distinct(Post.author_id))).where(lately, *visible())
    )
    return {"threads": int(threads), "posts": int(posts), "people": people or 0}
