"""The job table: work that must happen once its transaction has committed, whatever crashes.

A worker leases a job, does it and deletes its row in one transaction; a worker that dies leaves a lease
that runs out. Failures wait with growing pauses; after MAX_ATTEMPTS a job is a dead letter for staff.
Times that lie further ahead than they can are a sign that the clock was put back; they count as past.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from inspect import isfunction
from types import ModuleType
from typing import Any

from flask import current_app
from sqlalchemy import Index, delete, exists, select, text, update
from sqlalchemy.orm import Mapped, aliased, mapped_column

from community.kernel import clock
from community.kernel.db import Base, Key, Number, db, insert_or_ignore, reading

LEASE = timedelta(minutes=5)
SKEW = timedelta(minutes=1)
MAX_ATTEMPTS = 12
WAITING = text("lease IS NULL AND failed_at IS NULL")


class JobRow(Base):
    """`key` is unique among the waiting: while a job runs, one more with its key may be put behind it."""

    __tablename__ = "jobs"
    __table_args__ = (
        Index("ix_jobs_failed_at_run_at", "failed_at", "run_at"),
        Index(
            "uq_jobs_key_waiting",
            "key",
            unique=True,
            sqlite_where=WAITING,
            postgresql_where=WAITING,
        ),
    )

    id: Mapped[Key]
    name: Mapped[str]
    arguments: Mapped[dict[str, Any]]
    run_at: Mapped[datetime]
    created_at: Mapped[datetime]
    key: Mapped[str | None]
    attempts: Mapped[int] = mapped_column(default=0)
    lease: Mapped[str | None]
    leased_until: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    error: Mapped[str | None]

    @staticmethod
    def values_for(
        name: str, arguments: dict[str, Any], at: datetime | None = None, key: str | None = None
    ) -> dict[str, Any]:
        now = clock.now()
        return {
            "name": name,
            "arguments": arguments,
            "run_at": at or now,
            "created_at": now,
            "key": key,
            "attempts": 0,
        }


class PeriodicRun(Base):
    """The last time slot for which a periodic job was put in the table."""

    __tablename__ = "periodic_runs"

    name: Mapped[str] = mapped_column(primary_key=True)
    slot: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=False)


@dataclass(frozen=True)
class Job:
    """`every` makes it periodic. `alone` jobs manage their own transactions and are deleted afterwards."""

    name: str
    perform: Callable[..., None]
    every: timedelta | None = None
    alone: bool = False


def job(
    *, every: timedelta | None = None, alone: bool = False
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Marks a function of a room's jobs.py; enqueue it with `jobs.enqueue(function, ...)`."""

    def mark(perform: Callable[..., None]) -> Callable[..., None]:
        name = f"{perform.__module__.removeprefix('community.')}.{perform.__name__}"
        perform.__dict__["job"] = Job(name, perform, every, alone)
        return perform

    return mark


def jobs_in(module: ModuleType | None) -> list[Job]:
    functions = filter(isfunction, vars(module).values()) if module else ()
    own = [each for each in functions if module and each.__module__.startswith(module.__name__)]
    return [function.__dict__["job"] for function in own if "job" in function.__dict__]


def enqueue(
    perform: Callable[..., None],
    *,
    at: datetime | None = None,
    key: str | None = None,
    **arguments: Any,
) -> None:
    """Put a job in the table. While one with the same `key` still waits, a second is not added.

    What is told of the past (see clock.past) causes no work.
    """
    if clock.telling_the_past():
        return
    insert_or_ignore(JobRow, **JobRow.values_for(perform.__dict__["job"].name, arguments, at, key))


def work_once(
    worker: str,
    limit: int = 20,
    going: Callable[[], bool] = lambda: True,
    alone: bool | None = None,
) -> int:
    """Lease and do what is due, one after another while `going()`; how many jobs were tried.

    `alone` picks only the jobs that manage their own transactions, or only the others.
    """
    tried = 0
    for row in _lease(worker, limit, alone):
        if not going():
            break
        with current_app.app_context():
            _attempt(row, worker)
        tried += 1
    return tried


def _lease(worker: str, limit: int, alone: bool | None) -> list[Any]:
    now = clock.now()
    on_their_own = [
        each.name for each in current_app.extensions["house"].jobs.values() if each.alone
    ]
    due = (
        select(JobRow.id)
        .where(JobRow.failed_at.is_(None))
        .where((JobRow.run_at <= now) | (JobRow.created_at > now + SKEW))
        .where(
            (JobRow.leased_until.is_(None))
            | (JobRow.leased_until < now)
            | (JobRow.leased_until > now + LEASE + SKEW)
        )
        .order_by(JobRow.run_at, JobRow.id)
    )
    if alone is not None:
        due = due.where(
            JobRow.name.in_(on_their_own) if alone else JobRow.name.not_in(on_their_own)
        )
    with reading():
        first = db.session.execute(due.add_columns(JobRow.lease).limit(1)).first()
        db.session.rollback()
    if not first:
        return []
    if (
        first.lease
    ):  # left by a worker that died: alone, so that only the job that kills is counted out
        limit = 1
    else:
        due = due.where(JobRow.lease.is_(None))
    chosen = due.limit(limit).with_for_update(skip_locked=True).cte("due")
    taken = (
        update(JobRow)
        .where(JobRow.id.in_(select(chosen.c.id)))
        .values(lease=worker, leased_until=now + LEASE, attempts=JobRow.attempts + 1)
        .returning(JobRow.id, JobRow.name, JobRow.arguments, JobRow.attempts, JobRow.run_at)
        .execution_options(synchronize_session=False)
    )
    rows = sorted(db.session.execute(taken), key=lambda row: (row.run_at, row.id))
    db.session.commit()
    return rows


def _attempt(row: Any, worker: str) -> None:
    known = current_app.extensions["house"].jobs.get(row.name)
    try:
        if known is None:
            raise LookupError(f"no room has a job named {row.name}")
        if row.attempts > MAX_ATTEMPTS:
            raise WorkerLost("the worker ended in the middle of this job again and again")
        if known.alone:
            known.perform(**row.arguments)
            db.session.rollback()
            _finish(row, worker)
        elif _finish(row, worker):
            known.perform(**row.arguments)
        db.session.commit()
    except Exception as error:
        db.session.rollback()
        current_app.logger.exception(
            "job %s %s failed (attempt %s)", row.id, row.name, row.attempts
        )
        _put_back(row, worker, error, known.every if known else None)


class WorkerLost(Exception):
    """A job that never came to an end, such as one that takes all memory."""


def _finish(row: Any, worker: str) -> bool:
    """Delete the row first, in the transaction that does the work: a lost lease does nothing twice."""
    return bool(
        db.session.execute(
            delete(JobRow).where(JobRow.id == row.id, JobRow.lease == worker)
        ).rowcount  # type: ignore[attr-defined]
    )  # type: ignore[attr-defined]


def _put_back(row: Any, worker: str, error: Exception, every: timedelta | None) -> None:
    longest = every.total_seconds() if every else 3600
    pause = min(2**row.attempts, longest, 3600) * random.uniform(0.8, 1.2)
    values: dict[str, Any] = {
        "lease": None,
        "leased_until": None,
        "error": f"{type(error).__name__}: {error}"[:500],
    }
    if row.attempts >= MAX_ATTEMPTS:
        values["failed_at"] = clock.now()
    else:
        values["run_at"] = clock.now() + timedelta(seconds=pause)
        _leave_to_twins(JobRow.id == row.id, worker)
    db.session.execute(
        update(JobRow).where(JobRow.id == row.id, JobRow.lease == worker).values(**values)
    )
    db.session.commit()


def _leave_to_twins(of_these: Any, worker: str) -> None:
    """Where another job with the same key came to wait meanwhile, that one does the work."""
    twin = aliased(JobRow)
    waits = exists().where(twin.key == JobRow.key, twin.lease.is_(None), twin.failed_at.is_(None))
    db.session.execute(
        delete(JobRow)
        .where(of_these, JobRow.lease == worker, waits)
        .execution_options(synchronize_session=False)
    )


def hand_back(worker: str) -> None:
    """Give up this worker's leases at a graceful stop; what was not begun is not counted as an attempt."""
    _leave_to_twins(JobRow.failed_at.is_(None), worker)
    values = {"lease": None, "leased_until": None, "attempts": JobRow.attempts - 1}
    db.session.execute(update(JobRow).where(JobRow.lease == worker).values(**values))
    db.session.commit()


def put_periodic_in() -> None:
    """Enqueue each periodic job once per time slot, however many workers there are."""
    now = clock.now().timestamp()
    slots = {
        each.name: int(now // each.every.total_seconds())
        for each in current_app.extensions["house"].jobs.values()
        if each.every
    }
    with reading():
        seen = {
            (row.name, row.slot)
            for row in db.session.execute(select(PeriodicRun.name, PeriodicRun.slot))
        }
        db.session.rollback()
    for name, slot in slots.items():
        if (name, slot) in seen or not insert_or_ignore(PeriodicRun, name=name, slot=slot):
            db.session.rollback()
            continue
        insert_or_ignore(JobRow, **JobRow.values_for(name, {}, key=name))
        db.session.execute(
            delete(PeriodicRun).where(PeriodicRun.name == name, PeriodicRun.slot != slot)
        )
        db.session.commit()


def dead_letters() -> list[JobRow]:
    return list(
        db.session.scalars(
            select(JobRow).where(JobRow.failed_at.is_not(None)).order_by(JobRow.id).limit(200)
        )
    )


def revive(job_id: int | None = None) -> int:
    """Give dead letters (or this one) a fresh set of attempts; how many."""
    dead = (
        update(JobRow)
        .where(JobRow.failed_at.is_not(None))
        .values(failed_at=None, attempts=0, run_at=clock.now(), key=None)
    )
    return db.session.execute(dead.where(JobRow.id == job_id) if job_id else dead).rowcount  # type: ignore[attr-defined]


def waiting_count() -> int:
    return db.session.scalar(text("SELECT count(*) FROM jobs WHERE failed_at IS NULL")) or 0
