"""Gatherings of the past or of an import: kept as they are told, nobody hears of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from community.kernel import clock
from community.kernel.db import db
from community.kernel.events import Event, note_past

from . import answering, opening
from .events import GatheringAnswered, GatheringAttended
from .models import Rsvp
from .planning import Plan

__all__ = ["Plan", "keep"]


def keep(
    thread_id: int, plan: Plan, answers: Iterable[tuple[Any, str, datetime, datetime | None]]
) -> None:
    """`answers` are (account, answer, at, came at or None), at most as many yes as there are places."""
    over = plan.ends_at <= clock.now()
    gathering = opening.keep(thread_id, plan, phase="over" if over else "ahead")
    if over:
        gathering.reminded_day_at = gathering.reminded_hour_at = plan.starts_at
    told: list[tuple[Event, datetime]] = []
    for account, said, at, came_at in answers:
        db.session.add(
            Rsvp(thread_id=thread_id, account_id=account.id, answer=said, at=at, came_at=came_at)
        )
        facts = {"by": account.id, "member_id": account.member_id, "thread_id": thread_id}
        told.append((GatheringAnswered(**facts, answer=said), at))
        if came_at:
            told.append((GatheringAttended(**facts), came_at))
    db.session.flush()
    answering.recount(thread_id)
    note_past(sorted(told, key=lambda each: each[1]))
