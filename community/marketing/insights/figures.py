"""The large figures of the dashboard, each with a comparison, n and its definition."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from community.kernel import clock
from community.kernel.db import db
from community.kernel.events import EventRow
from community.kernel.i18n import digits, number
from community.kernel.i18n import gettext as _
from community.marketing.insights import activity
from community.people.members import Member

SPAN = timedelta(days=28)


@dataclass(frozen=True)
class Figure:
    """`value` now and `before` in the span of the same length that ended where this one began."""

    label: str
    value: int
    before: int
    definition: str
    spark: list[int]

    @property
    def change(self) -> str:
        """`+6 %`; empty when there is nothing to compare with."""
        if not self.before:
            return ""
        return digits(f"{(self.value - self.before) / self.before:+.0%}".replace("%", " %"))


def all_figures() -> list[Figure]:
    now = clock.now()
    start, before = now - SPAN, now - 2 * SPAN
    active = _spark(activity.active_by_day(start, now), start)
    return [
        Figure(
            _("Active members"), activity.active_members(start, now), activity.active_members(before, start),
            _("Members with at least one post, reply or reaction in the last 28 days."), active,
        ),
        Figure(
            _("New members"), _new_members(start, now), _new_members(before, start),
            _("Members known for the first time in the last 28 days."), _spark(_new_by_day(start, now), start),
        ),
        *(
            Figure(label, _happened(name, start, now), _happened(name, before, start), definition, _spark(_by_day(name, start, now), start))
            for label, name, definition in (
                (_("Threads started"), "ThreadStarted", _("Discussions, questions and articles begun in the last 28 days.")),
                (_("Replies"), "Replied", _("Posts that answer in a thread, in the last 28 days.")),
            )
        ),
    ]  # fmt: skip


def stickiness() -> tuple[float, int]:
    """Mean daily active members of 28 days over active members of 28 days, and n; (0, 0) without any."""
    now = clock.now()
    whole = activity.active_members(now - SPAN, now)
    daily = sum(activity.active_by_day(now - SPAN, now).values()) / SPAN.days
    return (daily / whole if whole else 0.0), whole


def written(value: int) -> str:
    return number(value)


def _happened(name: str, start: datetime, end: datetime) -> int:
    query = (
        select(func.count())
        .select_from(EventRow)
        .where(EventRow.name == name, EventRow.at >= start, EventRow.at < end)
    )
    return db.session.scalar(query) or 0


def _by_day(name: str, start: datetime, end: datetime) -> dict[str, int]:
    moments = db.session.scalars(
        select(EventRow.at).where(EventRow.name == name, EventRow.at >= start, EventRow.at < end)
    )
    return _counted(moments)


def _new_members(start: datetime, end: datetime) -> int:
    return (
        db.session.scalar(
            select(func.count()).where(Member.created_at >= start, Member.created_at < end)
        )
        or 0
    )


def _new_by_day(start: datetime, end: datetime) -> dict[str, int]:
    return _counted(
        db.session.scalars(
            select(Member.created_at).where(Member.created_at >= start, Member.created_at < end)
        )
    )


def _counted(moments: Any) -> dict[str, int]:
    days: dict[str, int] = {}
    for moment in moments:
        days[moment.date().isoformat()] = days.get(moment.date().isoformat(), 0) + 1
    return days


def _spark(by_day: dict[str, int], start: datetime) -> list[int]:
    return [
        by_day.get((start + timedelta(days=each + 1)).date().isoformat(), 0)
        for each in range(SPAN.days)
    ]
