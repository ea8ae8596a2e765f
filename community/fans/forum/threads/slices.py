"""A piece of a list by key: the same cost at its top and at its millionth row."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, literal, tuple_, union_all

from community.fans.forum.models import Thread
from community.fans.forum.refusals import NoSuchPlace
from community.kernel.db import Moment, Number, db

KEY = re.compile(r"(\d{1,17})-(\d{1,17})", re.ASCII)
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class Place:
    """Where in a list to begin: `after` or `before` a key that the list itself gave out."""

    after: str = ""
    before: str = ""


@dataclass(frozen=True)
class Slice:
    """The rows, and the keys under which the newer and the older ones begin; empty where there are none."""

    rows: list[Row[Any]]
    newer: str = ""
    older: str = ""


TOP = Place()


def sliced(
    query: Select[Any], column: Any, place: Place, limit: int, first: Select[Any] | None = None
) -> Slice:
    """`limit` rows of the query by `column` and id, highest first; `first` stands before them at the top."""
    wanted = ordered(query, column, place).limit(limit + 1)
    if first is not None and place == TOP:
        wanted = union_all(first.subquery().select(), wanted.subquery().select())  # type: ignore[assignment]
    rows = list(db.session.execute(wanted))
    pinned = [row for row in rows if first is not None and row.pinned_at]
    rows = rows[len(pinned) :] if pinned else rows
    more, rows = len(rows) > limit, rows[:limit]
    if place.before:
        rows.reverse()
    return Slice(pinned + rows, *_ends(rows, column.key, place, more))


def ordered(query: Select[Any], column: Any, place: Place) -> Select[Any]:
    """The query from this place on; backwards when the place says `before`."""
    if place.before:
        return query.where(tuple_(column, Thread.id) > _key(column, place.before)).order_by(
            column, Thread.id
        )
    if place.after:
        query = query.where(tuple_(column, Thread.id) < _key(column, place.after))
    return query.order_by(column.desc(), Thread.id.desc())


def _ends(rows: list[Row[Any]], name: str, place: Place, more: bool) -> tuple[str, str]:
    if not rows:
        return "", ""
    newer = bool(place.after) or (bool(place.before) and more)
    older = bool(place.before) or more
    return _written(rows[0], name) if newer else "", _written(rows[-1], name) if older else ""


def _written(row: Row[Any], name: str) -> str:
    value = row.id if name == "thread_id" else getattr(row, name)
    return (
        f"{(value - BEGINNING) // MICROSECOND if isinstance(value, datetime) else value}-{row.id}"
    )


def _key(column: Any, written: str) -> Any:
    found = KEY.fullmatch(written)
    if not found:
        raise NoSuchPlace()
    value, thread_id = int(found[1]), int(found[2])
    moment = BEGINNING + value * MICROSECOND if isinstance(column.type, Moment) else None
    return tuple_(
        literal(moment, Moment()) if moment else literal(value, Number), literal(thread_id, Number)
    )
