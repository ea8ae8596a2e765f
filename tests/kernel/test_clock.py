"""The past can be told: events get its times, and nobody is called to work."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select

from community.kernel import clock, jobs
from community.kernel.db import db
from community.kernel.events import Event, EventRow, announce
from community.kernel.housekeeping import forget_expired_limits
from community.kernel.jobs import JobRow

THEN = datetime(2024, 2, 29, 12, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class SnowFell(Event):
    pass


def test_past_is_over_at_the_end_of_its_block():
    with clock.past(THEN):
        assert clock.now() == THEN and clock.telling_the_past()
    assert clock.now() > THEN and not clock.telling_the_past()


def test_event_of_the_past_is_noted_and_nobody_works(app):
    app.extensions["house"].heard["SnowFell"] = [None]
    with clock.past(THEN):
        announce(SnowFell())
        jobs.enqueue(forget_expired_limits)
    del app.extensions["house"].heard["SnowFell"]
    assert db.session.scalar(select(EventRow.at)) == THEN
    assert db.session.scalar(select(func.count()).select_from(JobRow)) == 0
