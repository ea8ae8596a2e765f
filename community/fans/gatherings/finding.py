"""Lists of gatherings, by key: what comes, what was, one month, one's own."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, exists, join, outerjoin, select, tuple_

from community.fans.forum import Thread, threads
from community.kernel import clock
from community.kernel.db import db
from community.kernel.refusals import BadRequest, NotFound

from .models import Gathering, GatheringCancellation, Rsvp
from .planning import LONGEST_DAYS

KEY = re.compile(r"(\d{1,16})-(\d{1,17})", re.ASCII)
BEGINNING, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
LONGEST = timedelta(days=LONGEST_DAYS)
PAGE = 30
COLUMNS = (
    Thread.id, Thread.slug, Thread.kind, Thread.title, Thread.excerpt, Thread.board_id, Thread.author_id,
    Gathering.starts_at, Gathering.ends_at, Gathering.zone, Gathering.online, Gathering.place, Gathering.address,
    Gathering.address_hidden, Gathering.capacity, Gathering.coming_count, Gathering.waiting_count, Gathering.came_count,
    Gathering.sequence, Gathering.changed_at, GatheringCancellation.at.label("cancelled_at"),
)  # fmt: skip
KEPT_ANSWERS = ("yes", "waiting", "maybe")


@dataclass(frozen=True)
class Piece:
    """Rows, and the keys of what stands before and after them in the list; empty where there is nothing."""

    rows: list[Row[Any]]
    before: str = ""
    after: str = ""


def one(thread_id: int, actor: Any) -> Row[Any]:
    """NotFound also where the actor may not see it."""
    found = db.session.execute(_all(threads.open_to(actor)).where(Thread.id == thread_id)).first()
    if found is None:
        raise NotFound()
    return found


def coming(actor: Any, *, place: threads.Place = threads.TOP, limit: int = PAGE) -> Piece:
    """What is on or lies ahead, the next first."""
    return _piece(_ahead(actor), place, limit)


def over(actor: Any, *, place: threads.Place = threads.TOP, limit: int = PAGE) -> Piece:
    """What was, the last first."""
    now = clock.now()
    query = _listed(actor).where(Gathering.starts_at <= now, Gathering.ends_at <= now)
    return _piece(query, place, limit, newest_first=True)


def between(
    actor: Any, start: datetime, end: datetime, *, place: threads.Place = threads.TOP, limit: int = PAGE
) -> Piece:  # fmt: skip
    """What begins in the half-open span."""
    query = _listed(actor).where(Gathering.starts_at >= start, Gathering.starts_at < end)
    return _piece(query, place, limit)


def own(actor: Any, *, place: threads.Place = threads.TOP, limit: int = PAGE) -> Piece:
    """What lies ahead, where the actor comes, may come, waits or is the organiser."""
    query = _ahead(actor).where((Thread.author_id == actor.id) | _answered_by(actor))
    return _piece(query, place, limit)


def for_calendar(actor: Any, *, limit: int = 300) -> list[Row[Any]]:
    """The last two months and all that comes, as feeds give it out."""
    query = _listed(actor).where(Gathering.starts_at > clock.now() - timedelta(days=60))
    return list(db.session.execute(query.order_by(Gathering.starts_at).limit(limit)))


def for_own_calendar(account: Any, *, limit: int = 300) -> list[Row[Any]]:
    """What this account comes to or organises, as far as it may still see it; with its own answer."""
    mine = (Rsvp.thread_id == Thread.id) & (Rsvp.account_id == account.id)
    query = _listed(account).outerjoin(Rsvp, mine).add_columns(Rsvp.answer)
    query = query.where((Thread.author_id == account.id) | Rsvp.answer.in_(KEPT_ANSWERS))
    since = Gathering.starts_at > clock.now() - timedelta(days=60)
    return list(db.session.execute(query.where(since).order_by(Gathering.starts_at).limit(limit)))


def answer_of(thread_id: int, account_id: int | None) -> str:
    said = select(Rsvp.answer).where(Rsvp.thread_id == thread_id, Rsvp.account_id == account_id)
    return db.session.scalar(said) or ""


def who(thread_id: int, answer: str, *, limit: int = 300) -> list[Rsvp]:
    """Those who gave this answer, in the order in which they gave it."""
    said = select(Rsvp).where(Rsvp.thread_id == thread_id, Rsvp.answer == answer)
    return list(db.session.scalars(said.order_by(Rsvp.at, Rsvp.account_id).limit(limit)))


def _all(seen: Any) -> Select[Any]:
    whole = join(Thread, Gathering, Gathering.thread_id == Thread.id)
    whole = outerjoin(whole, GatheringCancellation, GatheringCancellation.thread_id == Thread.id)
    columns: tuple[Any, ...] = COLUMNS
    return select(*columns).select_from(whole).where(seen)


def _listed(actor: Any) -> Select[Any]:
    return _all(threads.listed_for(actor))


def _ahead(actor: Any) -> Select[Any]:
    """The first condition lets the index on the start leave out all that is long over."""
    now = clock.now()
    return _listed(actor).where(Gathering.starts_at > now - LONGEST, Gathering.ends_at > now)


def _answered_by(actor: Any) -> Any:
    mine = (Rsvp.thread_id == Thread.id) & (Rsvp.account_id == actor.id)
    return exists().where(mine, Rsvp.answer.in_(KEPT_ANSWERS))


def _piece(
    query: Select[Any], place: threads.Place, limit: int, *, newest_first: bool = False
) -> Piece:
    after, before = place.after, place.before
    key = tuple_(Gathering.starts_at, Gathering.thread_id)
    rising = newest_first == bool(before)
    if before or after:
        here = _read(before or after)
        query = query.where(key > here if rising else key < here)
    order = (Gathering.starts_at, Gathering.thread_id)
    query = query.order_by(*(order if rising else [each.desc() for each in order]))
    rows = list(db.session.execute(query.limit(limit + 1)))
    more, rows = len(rows) > limit, rows[:limit]
    if before:
        rows.reverse()
    if not rows:
        return Piece([])
    behind, ahead = (bool(after), more) if not before else (more, True)
    return Piece(rows, _written(rows[0]) if behind else "", _written(rows[-1]) if ahead else "")


def _read(written: str) -> Any:
    found = KEY.fullmatch(written)
    if not found:
        raise BadRequest()
    return tuple_(BEGINNING + int(found[1]) * MICROSECOND, int(found[2]))


def _written(row: Row[Any]) -> str:
    return f"{(row.starts_at - BEGINNING) // MICROSECOND}-{row.id}"
