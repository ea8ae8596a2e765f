"""What happened, written in the transaction that did it, delivered to subscribers after commit.

An event row and one job per subscriber are written together (a transactional outbox), so an event is
heard at least once by each subscriber, and one that fails harms no other.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from inspect import isfunction
from types import ModuleType
from typing import Any, TypeVar

from flask import current_app
from sqlalchemy import Index, insert
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel import clock
from community.kernel.db import Base, Key, Number, db, table_of
from community.kernel.jobs import Job, JobRow


@dataclass(frozen=True, kw_only=True)
class Event:
    """Ids only, never personal text. `by` is the acting account, `member_id` whose timeline shows it."""

    by: int | None = None
    member_id: int | None = None

    @classmethod
    def name(cls) -> str:
        return cls.__name__


class EventRow(Base):
    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_by_id_id", "by_id", "id"),
        Index("ix_events_member_id_id", "member_id", "id"),
        Index("ix_events_name_at", "name", "at"),
    )

    id: Mapped[Key]
    name: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(Number)
    member_id: Mapped[int | None] = mapped_column(Number)
    details: Mapped[dict[str, Any]]


E = TypeVar("E", bound=Event)


@dataclass(frozen=True)
class Subscriber:
    event: type[Event]
    job: Job


def on(event: type[E]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Marks a function of a room's subscribers.py as listening; it must be idempotent."""

    def mark(listen: Callable[..., None]) -> Callable[..., None]:
        name = f"{listen.__module__.removeprefix('community.')}.{listen.__name__}"
        job = Job(f"{name}:{event.name()}", lambda **values: listen(event(**values)))
        listen.__dict__["heard"] = [*listen.__dict__.get("heard", []), Subscriber(event, job)]
        return listen

    return mark


def subscribers_in(module: ModuleType | None) -> list[Subscriber]:
    functions = filter(isfunction, vars(module).values()) if module else ()
    own = [each for each in functions if module and each.__module__.startswith(module.__name__)]
    return [each for function in own for each in function.__dict__.get("heard", [])]


def announce(event: Event, *, at: datetime | None = None) -> None:
    """Write the event and a job for each subscriber; they run once this transaction has committed.

    What is told of the past (see clock.past) is written for timelines only.
    """
    happened, values = at or clock.now(), asdict(event)
    details = {name: value for name, value in values.items() if name not in ("by", "member_id")}
    db.session.execute(
        insert(EventRow).values(
            name=event.name(),
            at=happened,
            by_id=event.by,
            member_id=event.member_id,
            details=details,
        )
    )
    listening = current_app.extensions["house"].heard.get(event.name(), [])
    if listening and not clock.telling_the_past():
        rows = [JobRow.values_for(subscriber.job.name, values) for subscriber in listening]
        db.session.execute(insert(JobRow), rows)


def note_past(happened: Iterable[tuple[Event, datetime]]) -> None:
    """Write many events that are over, each with its time: timelines show them, nobody hears of them."""
    rows = [_row(event, at) for event, at in happened]
    if rows:
        db.session.execute(insert(table_of(EventRow)), rows)


def _row(event: Event, at: datetime) -> dict[str, Any]:
    details = {
        name: value for name, value in vars(event).items() if name not in ("by", "member_id")
    }
    return {
        "name": event.name(),
        "at": at,
        "by_id": event.by,
        "member_id": event.member_id,
        "details": details,
    }


def announce_all(happened: Iterable[Event]) -> None:
    """Many events of this moment with two statements, heard like those announced one by one."""
    now, events = clock.now(), list(happened)
    if not events:
        return
    db.session.execute(insert(table_of(EventRow)), [_row(event, now) for event in events])
    if clock.telling_the_past():
        return
    heard = current_app.extensions["house"].heard
    rows = [
        JobRow.values_for(subscriber.job.name, asdict(event))
        for event in events
        for subscriber in heard.get(event.name(), [])
    ]
    if rows:
        db.session.execute(insert(table_of(JobRow)), rows)
