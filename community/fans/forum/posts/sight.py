"""Delete, hide, approve and restore posts; counters, voices and the search index follow."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from community.fans.forum import counts, indexing, people
from community.fans.forum.events import (
    PostApproved,
    PostDeleted,
    PostHidden,
    PostRestored,
    Replied,
    ThreadStarted,
)
from community.fans.forum.models import Acceptance, Post, Thread
from community.fans.forum.refusals import OthersHaveReplied
from community.fans.forum.threads.sight import into_sight, out_of_sight
from community.kernel import audit, clock
from community.kernel.db import db
from community.kernel.events import announce
from community.kernel.permissions import require


def delete(post: Post, *, by: Any, reason: str = "") -> None:
    """Its author takes it back, or a moderator takes it away; an opening post goes only while nobody has replied."""
    require(by, "forum.delete", post)
    if post.position == 1:
        _leave_alone_if_answered(post)
    if show_as(post, deleted_at=clock.now()):
        _told(PostDeleted, "post.delete", post, by, reason)


def hide(post: Post, *, by: Any, reason: str = "") -> None:
    require(by, "forum.hide", post)
    if show_as(post, hidden_at=clock.now()):
        _told(PostHidden, "post.hide", post, by, reason)


def restore(post: Post, *, by: Any, reason: str = "") -> None:
    """Bring back what was hidden or deleted; a held post is approved."""
    if post.held_at:
        return approve(post, by=by, reason=reason)
    require(by, "forum.hide", post)
    if show_as(post, hidden_at=None, deleted_at=None):
        _told(PostRestored, "post.restore", post, by, reason)
    return None


def approve(post: Post, *, by: Any, reason: str = "") -> None:
    """Publish a held post; readers hear of it only now."""
    require(by, "forum.hide", post)
    first = post.edited_at is None
    if not show_as(post, held_at=None):
        return
    _told(PostApproved, "post.approve", post, by, reason)
    if first:
        _announce_as_new(post)


def show_as(post: Post, **states: datetime | None) -> bool:
    """Set hidden_at, held_at or deleted_at; True if that changed anything."""
    db.session.refresh(post, with_for_update=True)
    if all(bool(getattr(post, name)) == bool(value) for name, value in states.items()):
        return False
    before = post.visible
    for name, value in states.items():
        setattr(post, name, value)
    db.session.flush()
    thread = db.session.get_one(Thread, post.thread_id)
    if post.visible != before:
        _recount(thread, post)
    return True


def _recount(thread: Thread, post: Post) -> None:
    if post.position == 1 and not post.visible:
        out_of_sight(thread)
    counts.add_post(thread, post.author_id, post.created_at, 1 if post.visible else -1)
    if not post.visible and thread.accepted_post_id == post.id:
        _withdraw_acceptance(thread)
    if post.position == 1 and post.visible:
        into_sight(thread)
    indexing.thread_changed(thread.id) if post.position == 1 else indexing.post_changed(post.id)


def _withdraw_acceptance(thread: Thread) -> None:
    db.session.query(Acceptance).filter_by(thread_id=thread.id).delete()
    thread.accepted_post_id = None


def _leave_alone_if_answered(post: Post) -> None:
    others = (
        select(Post.id)
        .where(Post.thread_id == post.thread_id, Post.position > 1, *counts.visible())
        .limit(1)
    )
    if db.session.scalar(others):
        raise OthersHaveReplied()


def _told(event: Any, action: str, post: Post, by: Any, reason: str) -> None:
    audit.record(action, "post", post.id, by=by, reason=reason)
    announce(event(by=by.id, member_id=by.member_id, thread_id=post.thread_id, post_id=post.id))


def _announce_as_new(post: Post) -> None:
    member_id = people.member_of(post.author_id)
    facts: dict[str, Any] = {
        "by": post.author_id,
        "member_id": member_id,
        "thread_id": post.thread_id,
    }
    announce(ThreadStarted(**facts) if post.position == 1 else Replied(**facts, post_id=post.id))
