"""What somebody has contributed, for the record and the profile."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, func, select

from community.fans.forum import boards
from community.fans.forum.models import Post, Thread
from community.kernel.db import db


def active_in(board_id: int) -> Select[int]:
    """A query of the account ids that wrote in this board; for `Account.id.in_(...)`."""
    written = select(Post.author_id).join(Thread, Thread.id == Post.thread_id)
    return written.where(Thread.board_id == board_id, *_in_sight()).distinct()


def boards_of(account_ids: Collection[int], actor: Any) -> list[tuple[boards.BoardView, int]]:
    """(board, number of posts), the favourite first, of the boards that `actor` may enter."""
    counted = (
        select(Thread.board_id, func.count())
        .join(Post, Post.thread_id == Thread.id)
        .where(
            Post.author_id.in_(account_ids),
            Thread.board_id.in_(boards.visible_ids(actor)),
            *_in_sight(),
        )
        .group_by(Thread.board_id)
        .order_by(func.count().desc())
    )
    return [(boards.one(board_id), number) for board_id, number in db.session.execute(counted)]


def latest_posts(account_ids: Collection[int], actor: Any, limit: int = 10) -> list[Any]:
    """Rows with id, thread_id, position, title, slug, html and created_at, newest first."""
    query = (
        select(
            Post.id,
            Post.thread_id,
            Post.position,
            Post.html,
            Post.created_at,
            Post.reactions,
            Thread.title,
            Thread.slug,
        )
        .join(Thread, Thread.id == Post.thread_id)
        .where(
            Post.author_id.in_(account_ids),
            Thread.board_id.in_(boards.visible_ids(actor)),
            *_in_sight(),
        )
    )
    return list(db.session.execute(query.order_by(Post.id.desc()).limit(limit)))


def _in_sight() -> tuple[Any, ...]:
    return (
        Post.hidden_at.is_(None),
        Post.held_at.is_(None),
        Post.deleted_at.is_(None),
        Thread.hidden_at.is_(None),
    )
