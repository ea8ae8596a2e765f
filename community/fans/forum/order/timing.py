"""Close a thread at a time and open it again, and slow it down: rows, and a job that acts when they are due."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select

from community.fans.forum import threads
from community.fans.forum.models import Closure, Pin, Thread
from community.fans.forum.refusals import PaceOutOfRange, TimeAhead
from community.fans.forum.states import ClosureTimer, SlowMode
from community.fans.forum.threads.keeping import noted
from community.kernel import clock, text
from community.kernel.db import db
from community.kernel.permissions import SYSTEM, require

FURTHEST = timedelta(days=366)
SLOWEST = 24 * 60  # minutes


def set_timer(thread: Thread, due: datetime, *, by: Any, reason: str = "") -> None:
    """An open thread closes at `due`, a closed one opens again; a second timer replaces the first."""
    require(by, "forum.time", thread)
    due, reason = ahead(due), text.plain(reason, threads.LONGEST_REASON)
    closes = db.session.get(Closure, thread.id) is None
    _remove(ClosureTimer, thread.id)
    db.session.add(
        ClosureTimer(
            thread_id=thread.id,
            by_id=by.id,
            at=clock.now(),
            due_at=due,
            closes=closes,
            reason=reason,
        )
    )
    noted("thread.time", thread, by, reason, after={"closes": closes, "due": due.isoformat()})


def stop_timer(thread: Thread, *, by: Any) -> None:
    require(by, "forum.time", thread)
    if _remove(ClosureTimer, thread.id):
        noted("thread.untime", thread, by)


def act_on_timers() -> int:
    """Close and reopen what is due; the log names the program, and the timer's own line who set it."""
    due = select(ClosureTimer).where(ClosureTimer.due_at <= clock.now())
    timers = db.session.scalars(due.order_by(ClosureTimer.thread_id).with_for_update()).all()
    for timer in timers:
        thread = threads.one(timer.thread_id)
        act = threads.close if timer.closes else threads.reopen
        act(thread, by=SYSTEM, reason=timer.reason)
        db.session.delete(timer)
        db.session.flush()
        threads.touch(thread.id)
    return len(timers)


def end_pins() -> int:
    """Pins that have ended go, so that kept pages show it."""
    ended = delete(Pin).where(Pin.until <= clock.now()).returning(Pin.thread_id)
    thread_ids = sorted(db.session.scalars(ended))
    for thread_id in thread_ids:
        threads.touch(thread_id)
    return len(thread_ids)


def slow_down(thread: Thread, minutes: int, *, by: Any, reason: str = "") -> None:
    """So many minutes between two replies of the same person; 0 ends it. The team is not slowed."""
    require(by, "forum.slow", thread)
    if not 0 <= minutes <= SLOWEST:
        raise PaceOutOfRange(most=SLOWEST)
    reason = text.plain(reason, threads.LONGEST_REASON)
    before = _remove(SlowMode, thread.id)
    if minutes:
        db.session.add(
            SlowMode(
                thread_id=thread.id, by_id=by.id, at=clock.now(), minutes=minutes, reason=reason
            )
        )
    if minutes or before:
        noted("thread.slow", thread, by, reason, after={"minutes": minutes})


def ahead(due: datetime) -> datetime:
    if not clock.now() < due < clock.now() + FURTHEST:
        raise TimeAhead()
    return due


def _remove(table: type[ClosureTimer] | type[SlowMode], thread_id: int) -> bool:
    gone = delete(table).where(table.thread_id == thread_id)
    return bool(db.session.execute(gone).rowcount)  # type: ignore[attr-defined]
