"""Close, reopen, pin, unpin and move: a state that somebody sets is a row with who, when and why."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from community.fans.forum import boards, counts, indexing
from community.fans.forum.events import ThreadClosed, ThreadMoved, ThreadReopened
from community.fans.forum.models import Closure, Pin, Post, Thread
from community.kernel import audit, clock, text
from community.kernel.db import db, insert_or_ignore
from community.kernel.events import announce
from community.kernel.permissions import require

LONGEST_REASON = 200


def close(thread: Thread, *, by: Any, reason: str = "") -> None:
    require(by, "forum.close", thread)
    reason = text.plain(reason, LONGEST_REASON)
    if insert_or_ignore(Closure, thread_id=thread.id, by_id=by.id, at=clock.now(), reason=reason):
        noted("thread.close", thread, by, reason)
        announce(ThreadClosed(by=by.id, member_id=by.member_id, thread_id=thread.id))


def reopen(thread: Thread, *, by: Any, reason: str = "") -> None:
    require(by, "forum.close", thread)
    if db.session.execute(delete(Closure).where(Closure.thread_id == thread.id)).rowcount:  # type: ignore[attr-defined]
        noted("thread.reopen", thread, by, reason)
        announce(ThreadReopened(by=by.id, member_id=by.member_id, thread_id=thread.id))


def pin(thread: Thread, *, by: Any, until: datetime | None = None) -> None:
    """Keep it at the top of its board, for good or `until` a time; pinned again, the new time counts."""
    require(by, "forum.pin", thread)
    held = delete(Pin).where(Pin.thread_id == thread.id, Pin.until.is_distinct_from(until))
    db.session.execute(held)
    if insert_or_ignore(Pin, thread_id=thread.id, by_id=by.id, at=clock.now(), until=until):
        noted("thread.pin", thread, by, after={"until": until.isoformat()} if until else None)


def unpin(thread: Thread, *, by: Any) -> None:
    require(by, "forum.pin", thread)
    if db.session.execute(delete(Pin).where(Pin.thread_id == thread.id)).rowcount:  # type: ignore[attr-defined]
        noted("thread.unpin", thread, by)


def move(thread: Thread, board: Any, *, by: Any, reason: str = "") -> None:
    require(by, "forum.move", thread)
    db.session.refresh(thread, with_for_update=True)
    left = thread.board_id
    if left == board.id:
        return
    counts.hold_boards(left, board.id)
    if thread.hidden_at is None:
        counts.add_thread(thread, -1)
    thread.board_id = board.id
    db.session.flush()
    if thread.hidden_at is None:
        counts.add_thread(thread, 1)
    noted("thread.move", thread, by, reason, before={"board": left}, after={"board": board.id})
    indexing.thread_moved(thread.id)
    announce(ThreadMoved(by=by.id, member_id=by.member_id, thread_id=thread.id, from_board_id=left))


def touch(thread_id: int) -> None:
    """The thread and the lists it stands in have changed: kept pages are stale."""
    changed = (
        update(Thread)
        .where(Thread.id == thread_id)
        .values(version=Thread.version + 1)
        .returning(Thread.board_id)
    )
    board_id = db.session.scalar(changed.execution_options(synchronize_session=False))
    if board_id is not None:
        boards.touch(board_id)


def touch_page(thread_id: int) -> None:
    """Its own page has changed, the lists have not: many vote at once, and boards need not wait for it."""
    stale = update(Thread).where(Thread.id == thread_id).values(version=Thread.version + 1)
    db.session.execute(stale.execution_options(synchronize_session=False))


def touch_all_of(account_id: int) -> None:
    """Kept pages with this author's name and face are stale, and the lists with them."""
    written = select(Post.thread_id).where(Post.author_id == account_id)
    stale = update(Thread).where(Thread.id.in_(written)).values(version=Thread.version + 1)
    touched = stale.returning(Thread.board_id).execution_options(synchronize_session=False)
    for board_id in sorted(set(db.session.scalars(touched))):
        boards.touch(board_id)


def noted(action: str, thread: Thread, by: Any, reason: str = "", **changes: Any) -> None:
    """Kept pages are stale, and the act is in the log."""
    db.session.flush()
    touch(thread.id)
    audit.record(action, "thread", thread.id, by=by, reason=reason, **changes)
