"""Threads as feeds and the sitemap need them."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, select

from community.fans.forum.models import Post, Thread
from community.kernel.db import db

from .finding import listed_for


def opening_posts(actor: Any, *, board_id: int | None = None, limit: int = 30) -> list[Row[Any]]:
    """The newest threads with the text that opens them; never one whose opening post is out of sight."""
    columns = (
        Thread.id,
        Thread.kind,
        Thread.title,
        Thread.slug,
        Thread.language,
        Thread.author_id,
        Thread.created_at,
        Post.html,
        Post.edited_at,
    )
    query = select(*columns).join(Post, (Post.thread_id == Thread.id) & (Post.position == 1))
    in_sight = Post.hidden_at.is_(None), Post.held_at.is_(None), Post.deleted_at.is_(None)
    query = query.where(listed_for(actor), Thread.kind != "article", *in_sight)
    if board_id is not None:
        query = query.where(Thread.board_id == board_id)
    return list(
        db.session.execute(query.order_by(Thread.created_at.desc(), Thread.id.desc()).limit(limit))
    )


def addresses(actor: Any, *, limit: int) -> list[Row[Any]]:
    """Rows with id, slug and last_posted_at, those last written in first; articles have addresses of their own."""
    query = select(Thread.id, Thread.kind, Thread.slug, Thread.last_posted_at).where(
        listed_for(actor), Thread.kind != "article"
    )
    return list(db.session.execute(query.order_by(Thread.last_posted_at.desc()).limit(limit)))


def html_of_openings(thread_ids: Collection[int]) -> dict[int, str]:
    """Thread -> the HTML that opens it, of openings in sight."""
    query = select(Post.thread_id, Post.html).where(
        Post.thread_id.in_(thread_ids), Post.position == 1
    )
    in_sight = Post.hidden_at.is_(None), Post.held_at.is_(None), Post.deleted_at.is_(None)
    return {row.thread_id: row.html for row in db.session.execute(query.where(*in_sight))}
