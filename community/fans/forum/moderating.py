"""Threads and posts as the team reviews them."""

from typing import Any

from sqlalchemy import select

from community.kernel.db import db
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import NotFound
from community.kernel.slots import Moderatable

from . import boards, posts, threads
from .models import Post, Thread


def describe_post(post_id: int, viewer: Any) -> dict[str, Any] | None:
    """The review card, as far as this viewer may see the post at all."""
    try:
        post, thread = posts.visible_to(viewer, post_id)
    except NotFound:
        return None
    readable = post.visible or post.held_at or viewer.staff
    return {
        "title": thread.title,
        "text": post.markdown if readable else "",
        "html": post.html if readable else "",
        "url": posts.address(thread, post),
        "edit_url": "" if post.deleted_at else f"/posts/{post.id}/edit",
        "context": boards.one(thread.board_id).name,
        "author_id": post.author_id,
        "at": post.created_at,
        "hidden": not post.visible,
    }


def describe_thread(thread_id: int, viewer: Any) -> dict[str, Any] | None:
    opening = _opening_id(thread_id)
    described = describe_post(opening, viewer) if opening else None
    if described:
        described["hidden"] = threads.one(thread_id).hidden_at is not None
    return described


def hide_post(post_id: int, *, by: Any, reason: str = "") -> None:
    posts.hide(posts.one(post_id), by=by, reason=reason)


def restore_post(post_id: int, *, by: Any, reason: str = "") -> None:
    posts.restore(posts.one(post_id), by=by, reason=reason)


def hide_thread(thread_id: int, *, by: Any, reason: str = "") -> None:
    threads.hide(threads.one(thread_id), by=by, reason=reason)


def restore_thread(thread_id: int, *, by: Any, reason: str = "") -> None:
    """Also when it was its opening post that had been hidden or held."""
    opening = posts.one(_opening_id(thread_id) or 0)
    if not opening.visible:
        posts.restore(opening, by=by, reason=reason)
    threads.restore(threads.one(thread_id), by=by, reason=reason)


def _opening_id(thread_id: int) -> int | None:
    opening = select(Post.id).join(Thread, Thread.id == Post.thread_id)
    return db.session.scalar(opening.where(Thread.id == thread_id, Post.position == 1))


MODERATABLE = [
    Moderatable("post", _l("Post"), describe_post, hide_post, restore_post),
    Moderatable("thread", _l("Thread"), describe_thread, hide_thread, restore_thread),
]
