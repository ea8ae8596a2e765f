"""Change when, where and for how many; call it off. Who comes is told."""

from dataclasses import asdict
from typing import Any

from community.fans.forum import Thread, threads
from community.kernel import audit, clock, text
from community.kernel.db import db, insert_or_ignore
from community.kernel.events import announce
from community.kernel.permissions import require

from .answering import fill_places, held, refuse_over
from .events import GatheringCancelled, GatheringChanged
from .models import Gathering, GatheringCancellation
from .planning import planned
from .refusals import MoreComeAlready

LONGEST_REASON = 500
TOLD = ("starts_at", "ends_at", "zone", "online", "place", "address")


def change(thread: Thread, filled: dict[str, str], *, by: Any) -> None:
    require(by, "gatherings.keep", thread)
    gathering = held(thread)
    refuse_over(gathering)
    plan = planned(filled, known_start=gathering.starts_at)
    if plan.capacity is not None and plan.capacity < gathering.coming_count:
        many = gathering.coming_count
        said = MoreComeAlready.sentence % {"many": many}
        raise MoreComeAlready(many=many, fields={"event_capacity": said})
    news = any(getattr(gathering, name) != getattr(plan, name) for name in TOLD)
    if gathering.starts_at != plan.starts_at:
        gathering.reminded_day_at = gathering.reminded_hour_at = None
        gathering.phase = "ahead" if plan.starts_at > clock.now() else gathering.phase
    for name, value in asdict(plan).items():
        setattr(gathering, name, value)
    _changed(gathering)
    fill_places(gathering)
    _noted("gathering.change", thread, by)
    if news:
        announce(GatheringChanged(by=by.id, member_id=by.member_id, thread_id=thread.id))


def cancel(thread: Thread, reason: str = "", *, by: Any) -> None:
    """It stays in the lists, crossed out, so that nobody stands before a closed door."""
    require(by, "gatherings.keep", thread)
    gathering = held(thread)
    refuse_over(gathering)
    why = text.clean_line(reason[: 4 * LONGEST_REASON], LONGEST_REASON, empty=True)
    if insert_or_ignore(
        GatheringCancellation, thread_id=thread.id, by_id=by.id, at=clock.now(), reason=why
    ):
        _changed(gathering)
        _noted("gathering.cancel", thread, by, why)
        announce(GatheringCancelled(by=by.id, member_id=by.member_id, thread_id=thread.id))


def _changed(gathering: Gathering) -> None:
    gathering.sequence += 1
    gathering.changed_at = clock.now()
    db.session.flush()
    threads.touch(gathering.thread_id)


def _noted(action: str, thread: Thread, by: Any, reason: str = "") -> None:
    """In the log of the house, where it was not the organiser."""
    if thread.author_id != by.id:
        audit.record(action, "thread", thread.id, by=by, reason=reason)
