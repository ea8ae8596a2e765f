"""Dates as text that stays true in a kept page; the browser makes them relative."""

from datetime import date, datetime
from functools import lru_cache

from community.kernel import i18n


def day_of(moment: datetime, code: str = "") -> str:
    """`code` is the language in force, for callers who ask many times."""
    return _written(moment.date(), code or i18n.language())


@lru_cache(maxsize=8192)
def _written(day: date, code: str) -> str:
    """`code` is the language in force; formatting a date costs more than a row of a table."""
    return i18n.date(day)  # type: ignore[arg-type]
