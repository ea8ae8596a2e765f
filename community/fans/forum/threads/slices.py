"""A piece of a list by key: the same cost at its top and at its millionth row."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Literal

from sqlalchemy import Select, bindparam, tuple_, union_all

from community.fans.forum.refusals import NoSuchPlace
from community.fans.forum.tables import thread
from community.kernel.db import Moment, Number
from community.kernel.prepared import Prepared

KEY = re.compile(r"(\d{1,17})-(\d{1,17})", re.ASCII)
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

Way = Literal["top", "after", "before"]


@dataclass(frozen=True)
class Place:
    """Where in a list to begin: `after` or `before` a key that the list itself gave out."""

    after: str = ""
    before: str = ""

    @property
    def way(self) -> Way:
        return "before" if self.before else "after" if self.after else "top"


@dataclass(frozen=True)
class Slice:
    """The rows, and the keys under which the newer and the older ones begin; empty where there are none."""

    rows: list[Any]
    newer: str = ""
    older: str = ""


TOP = Place()


def sliced(
    query: Select[Any],
    column: Any,
    place: Place,
    limit: int,
    asked: dict[str, Any],
    *,
    first: Select[Any] | None = None,
    kept: bool = True,
) -> Slice:
    """`limit` rows of the query by `column` and id, highest first; `first` stands before them at the top.

    `kept` says that the query is built once, so that what is added here is kept with it.
    """
    build = _built if kept else _built.__wrapped__
    statement = build(query, column, place.way, limit + 1, first if place == TOP else None)
    rows = statement.all(**asked, **key_of(column, place))
    pinned = [row for row in rows if first is not None and row.pinned_at]
    rows = rows[len(pinned) :]
    more, rows = len(rows) > limit, rows[:limit]
    if place.before:
        rows.reverse()
    return Slice(pinned + rows, *_ends(rows, column.key, place, more))


def ordered(query: Select[Any], column: Any, way: Way) -> Select[Any]:
    """The query from a place on; backwards when the way is `before`."""
    here = tuple_(bindparam("key", type_=column.type), bindparam("key_id", type_=Number))
    if way == "before":
        return query.where(tuple_(column, thread.id) > here).order_by(column, thread.id)
    if way == "after":
        query = query.where(tuple_(column, thread.id) < here)
    return query.order_by(column.desc(), thread.id.desc())


def key_of(column: Any, place: Place) -> dict[str, Any]:
    """The values of the key that somebody brought in an address."""
    written = place.before or place.after
    if not written:
        return {}
    found = KEY.fullmatch(written)
    if not found:
        raise NoSuchPlace()
    value: Any = int(found[1])
    if isinstance(column.type, Moment):
        value = BEGINNING + value * MICROSECOND
    return {"key": value, "key_id": int(found[2])}


@lru_cache(maxsize=512)
def _built(
    query: Select[Any], column: Any, way: Way, limit: int, first: Select[Any] | None
) -> Prepared:
    rows = ordered(query, column, way).limit(limit)
    if first is None:
        return Prepared(rows)
    return Prepared(union_all(first.subquery().select(), rows.subquery().select()))


def _ends(rows: list[Any], name: str, place: Place, more: bool) -> tuple[str, str]:
    if not rows:
        return "", ""
    newer = bool(place.after) or (bool(place.before) and more)
    older = bool(place.before) or more
    return _written(rows[0], name) if newer else "", _written(rows[-1], name) if older else ""


def _written(row: Any, name: str) -> str:
    value = row.id if name == "thread_id" else getattr(row, name)
    if isinstance(value, datetime):
        value = (value - BEGINNING) // MICROSECOND
    return f"{value}-{row.id}"
