"""Somebody's bookmarks, newest first, as far as they may still see the posts."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select, tuple_

from community.fans.forum import Post, Thread, posts, threads
from community.kernel import text
from community.kernel.db import db
from community.people import accounts

from .models import Bookmark

PAGE = 30
EXCERPT = 200
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class Kept:
    """One line of the list."""

    post_id: int
    url: str
    title: str
    author: Any
    excerpt: str
    note: str
    at: datetime
    remind_at: datetime | None


def of(by: Any, after: str = "") -> tuple[list[Kept], str]:
    """A page of them, and the key under which the older ones begin; empty at the end."""
    newest = (Bookmark.at.desc(), Bookmark.post_id.desc())
    query = select(Bookmark, Post, Thread).join(Post, Post.id == Bookmark.post_id)
    query = query.join(Thread, Thread.id == Post.thread_id).where(Bookmark.account_id == by.id)
    query = query.where(threads.listed_for(by), *posts.in_sight())
    if key := _key(after):
        query = query.where(tuple_(Bookmark.at, Bookmark.post_id) < key)
    rows = db.session.execute(query.order_by(*newest).limit(PAGE + 1)).all()
    authors = accounts.briefs({post.author_id for _, post, _ in rows})
    shown = [_kept(*row, authors) for row in rows[:PAGE]]
    return shown, _written(shown[-1]) if len(rows) > PAGE else ""


def _kept(kept: Bookmark, post: Post, thread: Thread, authors: dict[int, Any]) -> Kept:
    return Kept(
        post_id=post.id,
        url=posts.address(thread, post),
        title=thread.title,
        author=authors.get(post.author_id),
        excerpt=text.excerpt(post.markdown, EXCERPT),
        note=kept.note,
        at=kept.at,
        remind_at=kept.remind_at,
    )


def _key(written: str) -> tuple[datetime, int] | None:
    at, _, number = written.partition("-")
    if not (written.isascii() and at.isdigit() and number.isdigit()):
        return None
    if len(at) > 17 or len(number) > 17:
        return None
    return BEGINNING + int(at) * MICROSECOND, int(number)


def _written(kept: Kept) -> str:
    return f"{(kept.at - BEGINNING) // MICROSECOND}-{kept.post_id}"
