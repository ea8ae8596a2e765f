"""Who took part on which days: the base of activity levels and of the figures."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Date, cast, func, select, update

from community.kernel import clock
from community.kernel.db import db
from community.kernel.events import EventRow
from community.people.members import Member

TOOK_PART = (
    "ThreadStarted",
    "Replied",
    "Reacted",
    "AnswerAccepted",
    "IdeaVoted",
    "PollVoted",
    "GatheringAnswered",
    "GatheringAttended",
)
WINDOW = timedelta(days=28)
NEW_FOR = timedelta(days=14)
REGULAR_FROM = 8


def active_members(start: datetime, end: datetime) -> int:
    """Members who took part at least once in the half-open span."""
    taken = select(func.count(func.distinct(EventRow.member_id))).where(*_taking_part(start, end))
    return db.session.scalar(taken) or 0


def active_by_day(start: datetime, end: datetime) -> dict[str, int]:
    """ISO date -> members who took part that day."""
    day = _day()
    counted = (
        select(day, func.count(func.distinct(EventRow.member_id)))
        .where(*_taking_part(start, end))
        .group_by(day)
    )
    return {str(each): number for each, number in db.session.execute(counted)}


def set_levels() -> None:
    """Bring every member's activity up to date with the last 28 days."""
    now = clock.now()
    days = _days_by_member(now - WINDOW, now).subquery()
    lately = select(days.c.member_id)
    regular = select(days.c.member_id).where(days.c.days >= REGULAR_FROM)
    wrote, young = Member.contributions > 0, Member.created_at > now - NEW_FOR
    for level, condition in (
        ("regular", Member.id.in_(regular)),
        ("active", Member.id.in_(lately) & Member.id.not_in(regular)),
        ("quiet", Member.id.not_in(lately) & wrote),
        ("new", Member.id.not_in(lately) & ~wrote & young),
        ("silent", Member.id.not_in(lately) & ~wrote & ~young),
    ):
        changed = update(Member).where(condition, Member.activity != level).values(activity=level)
        db.session.execute(changed.execution_options(synchronize_session=False))


def _days_by_member(start: datetime, end: datetime) -> Any:
    days = func.count(func.distinct(_day())).label("days")
    return (
        select(EventRow.member_id, days)
        .where(*_taking_part(start, end))
        .group_by(EventRow.member_id)
    )


def _taking_part(start: datetime, end: datetime) -> tuple[Any, ...]:
    return (
        EventRow.name.in_(TOOK_PART),
        EventRow.at >= start,
        EventRow.at < end,
        EventRow.member_id.is_not(None),
    )


def _day() -> Any:
    return func.date(EventRow.at) if db.engine.dialect.name == "sqlite" else cast(EventRow.at, Date)
