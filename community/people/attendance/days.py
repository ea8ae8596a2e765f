"""Notice who is here and who reads; written in batches, never on the reading itself."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from community.kernel import clock, settings
from community.kernel.buffer import Buffer
from community.kernel.db import db

from .models import AttendanceDay

Key = tuple[int, date]


def was_here(account_id: int) -> None:
    """They opened some page today."""
    _looks.put((account_id, clock.now().date()), ())


def looked(account_id: int) -> None:
    """They have something to read before their eyes just now."""
    now = clock.now()
    _looks.put((account_id, now.date()), (now,))


def note_reading(progress: Mapping[int, tuple[int, int]]) -> None:
    """By account: how many posts were read for the first time, and how many threads entered. Writes at once."""
    today = clock.now().date()
    _add(
        {
            "account_id": account_id, "day": today, "posts_read": posts, "threads_entered": threads,
            "seconds": 0, "looked_at": None,
        }
        for account_id, (posts, threads) in sorted(progress.items())
    )  # fmt: skip


def write_past(rows: Iterable[dict[str, Any]]) -> None:
    """Days told by an import or the demo: account_id, day, seconds, posts_read, threads_entered."""
    _add({"looked_at": None, **row} for row in rows)


def _write_looks(noticed: dict[Any, tuple[datetime, ...]]) -> None:
    before = _last_looks(noticed)
    longest = timedelta(seconds=settings.read("attendance.longest_look"))
    _add(
        {
            "account_id": key[0], "day": key[1], "posts_read": 0, "threads_entered": 0,
            "seconds": _seconds(before.get(key), sorted(noticed[key]), longest),
            "looked_at": max(noticed[key], default=None),
        }
        for key in sorted(noticed)
    )  # fmt: skip


def _last_looks(keys: Iterable[Key]) -> dict[Key, datetime]:
    rows = select(AttendanceDay.account_id, AttendanceDay.day, AttendanceDay.looked_at).where(
        AttendanceDay.account_id.in_({key[0] for key in keys}),
        AttendanceDay.day.in_({key[1] for key in keys}),
        AttendanceDay.looked_at.is_not(None),
    )
    return {(row.account_id, row.day): row.looked_at for row in db.session.execute(rows)}


def _seconds(before: datetime | None, moments: list[datetime], longest: timedelta) -> int:
    """From one look to the next, as long as that may have been reading."""
    total = timedelta()
    for moment in moments:
        if before and before < moment:
            total += min(moment - before, longest)
        before = max(before, moment) if before else moment
    return round(total.total_seconds())


def _add(rows: Iterable[dict[str, Any]]) -> None:
    given = list(rows)
    if not given:
        return
    on_sqlite = db.session.get_bind().dialect.name == "sqlite"
    adding = (sqlite if on_sqlite else postgresql).insert(AttendanceDay)
    told, kept = adding.excluded, AttendanceDay
    changed = {
        "seconds": kept.seconds + told.seconds,
        "posts_read": kept.posts_read + told.posts_read,
        "threads_entered": kept.threads_entered + told.threads_entered,
        "looked_at": func.coalesce(told.looked_at, kept.looked_at),
    }
    db.session.execute(
        adding.on_conflict_do_update(index_elements=["account_id", "day"], set_=changed), given
    )


_looks = Buffer(_write_looks, lambda one, other: one + other)
