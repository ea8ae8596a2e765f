"""The job table: work that must happen once its transaction has committed, whatever crashes.

A worker leases a job, does it and deletes its row in one transaction; a worker that dies leaves a lease
that runs out. Failures wait with growing pauses; after MAX_ATTEMPTS a job is a dead letter for staff.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import ModuleType
from typing import Any

from flask import current_app
from sqlalchemy import Index, delete, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel import clock
from community.kernel.db import Base, Key, Number, db, insert_or_ignore, reading

LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 12


class JobRow(Base):
    __tablename__ = "jobs"
    __table_args__ = (Index("ix_jobs_failed_at_run_at", "failed_at", "run_at"),)

    id: Mapped[Key]
    name: Mapped[str]
    arguments: Mapped[dict[str, Any]]
    run_at: Mapped[datetime]
    created_at: Mapped[datetime]
    key: Mapped[str | None] = mapped_column(unique=True)
    attempts: Mapped[int] = mapped_column(default=0)
    lease: Mapped[str | None]
    leased_until: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    error: Mapped[str | None]

    @staticmethod
    def values_for(name: str, arguments: dict[str, Any], at: datetime | None = None, key: str | None = None) -> dict[str, Any]:
        now = clock.now()
        return {"name": name, "arguments": arguments, "run_at": at or now, "created_at": now, "key": key, "attempts": 0}


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


def job(*, every: timedelta | None = None, alone: bool = False) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Marks a function of a room's jobs.py; enqueue it with `jobs.enqueue(function, ...)`."""

    def mark(perform: Callable[..., None]) -> Callable[..., None]:
        name = f"{perform.__module__.removeprefix('community.')}.{perform.__name__}"
        perform.__dict__["job"] = Job(name, perform, every, alone)
        return perform

    return mark


def jobs_in(module: ModuleType | None) -> list[Job]:
    functions = vars(module).values() if module else ()
    return [function.__dict__["job"] for function in functions if "job" in getattr(function, "__dict__", {})]


def enqueue(perform: Callable[..., None], *, at: datetime | None = None, key: str | None = None, **arguments: Any) -> None:
    """Put a job in the table. While one with the same `key` still waits, a second is not added."""
    insert_or_ignore(JobRow, **JobRow.values_for(perform.__dict__["job"].name, arguments, at, key))


def work_once(worker: str, limit: int = 20) -> int:
    """Lease and do what is due; how many jobs were tried."""
    tried = 0
    for row in _lease(worker, limit):
        _attempt(row, worker)
        tried += 1
    return tried


def _lease(worker: str, limit: int) -> list[Any]:
    now = clock.now()
    due = (
        select(JobRow.id)
        .where(JobRow.failed_at.is_(None), JobRow.run_at <= now)
        .where((JobRow.leased_until.is_(None)) | (JobRow.leased_until < now))
        .order_by(JobRow.run_at, JobRow.id)
        .limit(limit)
    )
    with reading():
        waiting = db.session.execute(due.limit(1)).first()
        db.session.rollback()
    if not waiting:
        return []
    taken = (
        update(JobRow)
        .where(JobRow.id.in_(due.with_for_update(skip_locked=True).scalar_subquery()))
        .values(lease=worker, leased_until=now + LEASE, attempts=JobRow.attempts + 1, key=None)
        .returning(JobRow.id, JobRow.name, JobRow.arguments, JobRow.attempts)
    )
    rows = sorted(db.session.execute(taken), key=lambda row: row.id)
    db.session.commit()
    return rows


def _attempt(row: Any, worker: str) -> None:
    known = current_app.extensions["house"].jobs.get(row.name)
    try:
        if known is None:
            raise LookupError(f"no room has a job named {row.name}")
        if known.alone:
            known.perform(**row.arguments)
            db.session.rollback()
            _finish(row, worker)
        elif _finish(row, worker):
            known.perform(**row.arguments)
        db.session.commit()
    except Exception as error:
        db.session.rollback()
        current_app.logger.exception("job %s %s failed (attempt %s)", row.id, row.name, row.attempts)
        _put_back(row, worker, error)


def _finish(row: Any, worker: str) -> bool:
    """Delete the row first, in the transaction that does the work: a lost lease does nothing twice."""
    return bool(db.session.execute(delete(JobRow).where(JobRow.id == row.id, JobRow.lease == worker)).rowcount)  # type: ignore[attr-defined]


def _put_back(row: Any, worker: str, error: Exception) -> None:
    pause = min(2**row.attempts, 3600) * random.uniform(0.8, 1.2)
    values: dict[str, Any] = {"lease": None, "leased_until": None, "error": f"{type(error).__name__}: {error}"[:500]}
    if row.attempts >= MAX_ATTEMPTS:
        values["failed_at"] = clock.now()
    else:
        values["run_at"] = clock.now() + timedelta(seconds=pause)
    db.session.execute(update(JobRow).where(JobRow.id == row.id, JobRow.lease == worker).values(**values))
    db.session.commit()


def hand_back(worker: str) -> None:
    """Give up this worker's leases at a graceful stop."""
    db.session.execute(update(JobRow).where(JobRow.lease == worker).values(lease=None, leased_until=None))
    db.session.commit()


def put_periodic_in() -> None:
    """Enqueue each periodic job once per time slot, however many workers there are."""
    for periodic in current_app.extensions["house"].jobs.values():
        if periodic.every is None:
            continue
        slot = int(clock.now().timestamp() // periodic.every.total_seconds())
        with reading():
            seen = db.session.get(PeriodicRun, (periodic.name, slot))
            db.session.rollback()
        if not seen and insert_or_ignore(PeriodicRun, name=periodic.name, slot=slot):
            insert_or_ignore(JobRow, **JobRow.values_for(periodic.name, {}, key=periodic.name))
            db.session.execute(delete(PeriodicRun).where(PeriodicRun.name == periodic.name, PeriodicRun.slot < slot))
            db.session.commit()
        db.session.rollback()


def dead_letters() -> list[JobRow]:
    return list(db.session.scalars(select(JobRow).where(JobRow.failed_at.is_not(None)).order_by(JobRow.id).limit(200)))


def waiting_count() -> int:
    return db.session.scalar(text("SELECT count(*) FROM jobs WHERE failed_at IS NULL")) or 0
