"""Where a post went whose place is empty now: old addresses lead to it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, insert, select

from community.fans.forum.models import Post, Thread
from community.fans.forum.posts.reading import address
from community.fans.forum.states import MovedPost
from community.fans.forum.threads.finding import open_to
from community.kernel import clock
from community.kernel.db import db

Place = tuple[int, int]  # a thread and a position in it


def gone_to(thread_id: int, position: int, viewer: Any) -> str:
    """The address of the post that stood here once, if the viewer may open it there; else empty."""
    query = select(Post.position, Thread.id, Thread.slug, Thread.kind).join_from(MovedPost, Post)
    query = query.join(Thread, Thread.id == Post.thread_id).where(
        MovedPost.thread_id == thread_id, MovedPost.position == position, open_to(viewer)
    )
    found = db.session.execute(query).first()
    return address(found, found) if found else ""


def thread_now(thread_id: int) -> int:
    """The thread that this one was merged into, or itself."""
    opened = select(Post.thread_id).join(MovedPost, MovedPost.post_id == Post.id)
    opened = opened.where(MovedPost.thread_id == thread_id, MovedPost.position == 1)
    return db.session.scalar(opened) or thread_id


def forget(thread_id: int) -> None:
    """Its places are numbered anew, so none of them is empty any more."""
    db.session.execute(delete(MovedPost).where(MovedPost.thread_id == thread_id))


def leave_word(places: Iterable[tuple[int, int, int]], by: Any, reason: str) -> None:
    """Remember who took which post from where: (thread, position, post) each."""
    rows = [
        {"thread_id": thread_id, "position": position, "post_id": post_id, "by_id": by.id,
         "at": clock.now(), "reason": reason}
        for thread_id, position, post_id in places
    ]  # fmt: skip
    for row in rows:
        earlier = delete(MovedPost).where(MovedPost.thread_id == row["thread_id"])
        db.session.execute(earlier.where(MovedPost.position == row["position"]))
    if rows:
        db.session.execute(insert(MovedPost), rows)
