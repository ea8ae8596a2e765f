"""Remind those who come, once a day before and once an hour before; let pages say what hour it is."""

from datetime import timedelta

from sqlalchemy import or_, select

from community.fans.forum import Thread, threads
from community.kernel import clock, settings
from community.kernel.db import db

from . import telling
from .models import Gathering, GatheringCancellation

AT_ONCE = 200


def remind_those_due() -> int:
    """How many gatherings were reminded of. Whoever is told that it begins soon needs no word of tomorrow."""
    hour = timedelta(minutes=settings.read("gatherings.last_reminder_minutes"))
    day = timedelta(hours=settings.read("gatherings.first_reminder_hours"))
    told = _remind("gathering-now", hour, Gathering.reminded_hour_at)
    return told + _remind("gathering-soon", day, Gathering.reminded_day_at)


def turn_pages() -> int:
    """Kept pages of gatherings that have begun or ended since say so."""
    now = clock.now()
    begun = (Gathering.phase == "ahead") & (Gathering.starts_at <= now)
    ended = (Gathering.phase == "on") & (Gathering.ends_at <= now)
    due = select(Gathering).join(Thread, Thread.id == Gathering.thread_id).where(or_(begun, ended))
    in_turn = due.order_by(Thread.board_id, Thread.id).limit(AT_ONCE)
    turned = db.session.scalars(in_turn.with_for_update(of=Gathering)).all()
    for gathering in turned:
        gathering.phase = "over" if gathering.ends_at <= now else "on"
        db.session.flush()
        threads.touch(gathering.thread_id)
    return len(turned)


def _remind(kind: str, ahead: timedelta, column: object) -> int:
    now = clock.now()
    off = select(GatheringCancellation.thread_id)
    due = (
        select(Gathering, Thread)
        .join(Thread, Thread.id == Gathering.thread_id)
        .where(Gathering.phase == "ahead", Gathering.starts_at > now, Gathering.starts_at <= now + ahead)
        .where(column.is_(None), Thread.hidden_at.is_(None), Gathering.thread_id.not_in(off))  # type: ignore[attr-defined]
        .order_by(Gathering.starts_at)
        .limit(AT_ONCE)
        .with_for_update(of=Gathering)
    )  # fmt: skip
    found = db.session.execute(due).all()
    for gathering, thread in found:
        gathering.reminded_day_at = gathering.reminded_day_at or now
        if kind == "gathering-now":
            gathering.reminded_hour_at = now
        db.session.flush()
        telling.of_reminder(kind, thread)
    return len(found)
