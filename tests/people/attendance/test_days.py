"""Being here is counted by day; what one page counts is bounded."""

from datetime import timedelta

import pytest

from community.kernel import buffer, clock
from community.kernel.db import db
from community.people import attendance
from community.people.attendance import AttendanceDay

pytestmark = pytest.mark.databases


def day_of(account):
    db.session.expire_all()
    return db.session.get(AttendanceDay, (account.id, clock.now().date()))


def test_looks_count_the_time_between_them_and_a_long_pause_only_a_little(app, cast, monkeypatch):
    now = clock.now().replace(hour=10)
    for seconds in (0, 40, 40 + 3600):
        monkeypatch.setattr(clock, "now", lambda at=now + timedelta(seconds=seconds): at)
        attendance.looked(cast.fan.id)
        buffer.flush_all()
    assert day_of(cast.fan).seconds == 40 + 120


def test_reading_adds_up_within_a_day(app, cast):
    for _ in range(2):
        attendance.note_reading({cast.fan.id: (7, 1)})
    day = day_of(cast.fan)
    assert (day.posts_read, day.threads_entered, day.seconds) == (14, 2, 0)


def test_a_visit_is_a_day_without_reading(app, cast):
    attendance.was_here(cast.fan.id)
    attendance.was_here(cast.fan.id)
    buffer.flush_all()
    assert day_of(cast.fan).posts_read == 0
    assert day_of(cast.fan).looked_at is None
