"""What the search index must look at again: the one place where the forum speaks to search."""

from sqlalchemy import select

from community.commons import search
from community.kernel.db import db

from .models import Post


def thread_changed(thread_id: int) -> None:
    """Its title, tags or opening text."""
    search.mark("thread", [thread_id])


def post_changed(post_id: int) -> None:
    search.mark("post", [post_id])


def brought(thread_ids: list[int | None], post_ids: list[int | None]) -> None:
    """Many at once, from an import or the demo."""
    search.mark("thread", [each for each in thread_ids if each])
    search.mark("post", [each for each in post_ids if each])


def thread_moved(thread_id: int) -> None:
    """Another board, or in and out of sight: all its posts with it."""
    search.mark("thread", [thread_id])
    search.mark(
        "post",
        list(
            db.session.scalars(
                select(Post.id).where(Post.thread_id == thread_id, Post.position > 1)
            )
        ),
    )
