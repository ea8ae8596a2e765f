"""Take a thread out of sight, and bring it back; counters and the search index follow."""

from datetime import datetime
from typing import Any

from community.fans.forum import counts, indexing
from community.fans.forum.events import ThreadHidden, ThreadRestored, ThreadStarted
from community.fans.forum.models import Thread
from community.fans.forum.states import MovedPost
from community.kernel import audit, clock
from community.kernel.db import db
from community.kernel.events import announce
from community.kernel.permissions import require

from .keeping import touch


def hide(thread: Thread, *, by: Any, reason: str = "") -> None:
    require(by, "forum.hide", thread)
    if out_of_sight(thread):
        audit.record("thread.hide", "thread", thread.id, by=by, reason=reason)
        announce(ThreadHidden(by=by.id, member_id=by.member_id, thread_id=thread.id))


def restore(thread: Thread, *, by: Any, reason: str = "") -> None:
    require(by, "forum.hide", thread)
    if into_sight(thread):
        audit.record("thread.restore", "thread", thread.id, by=by, reason=reason)
        announce(ThreadRestored(by=by.id, member_id=by.member_id, thread_id=thread.id))


def reveal(thread: Thread, *, by: Any, at: datetime, right: str) -> None:
    """Publish what was started hidden, as the blog does: it begins at `at`, and is announced as new."""
    require(by, right, thread)
    thread.created_at = thread.last_posted_at = at
    if into_sight(thread):
        announce(ThreadStarted(by=by.id, member_id=by.member_id, thread_id=thread.id), at=at)


def out_of_sight(thread: Thread) -> bool:
    """False when it was hidden already."""
    db.session.refresh(thread, with_for_update=True)
    if thread.hidden_at:
        return False
    thread.hidden_at = clock.now()
    _follow(thread, -1)
    return True


def into_sight(thread: Thread) -> bool:
    db.session.refresh(thread, with_for_update=True)
    if not thread.hidden_at or _merged(thread.id):
        return False
    thread.hidden_at = None
    _follow(thread, 1)
    return True


def _merged(thread_id: int) -> bool:
    """Its posts stand in another thread: an empty one does not come back."""
    return db.session.get(MovedPost, (thread_id, 1)) is not None


def _follow(thread: Thread, change: int) -> None:
    db.session.flush()
    counts.add_thread(thread, change)
    touch(thread.id)
    indexing.thread_moved(thread.id)
