"""The time, always aware and in UTC."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    return _told.get() or datetime.now(UTC)


@contextmanager
def past(moment: datetime) -> Iterator[None]:
    """Inside, it is that moment, for telling what has already happened: it is noted, but nobody hears of it."""
    token = _told.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _told.reset(token)


def telling_the_past() -> bool:
    return _told.get() is not None
