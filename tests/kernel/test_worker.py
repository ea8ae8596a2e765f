"""Real worker processes, killed in the middle and stopped with care."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from sqlalchemy import func, select

from community import paths
from community.kernel import clock, jobs
from community.kernel.application import Application
from community.kernel.audit import AuditRow
from community.kernel.db import db
from community.kernel.jobs import JobRow
from tests.kernel.bakery import bake, deliver, eventually, written
from tests.real.processes import die_with_parent

JOBS = 1000


class Foreman:
    """The process that forks workers."""

    def __init__(self, app: Application):
        config = app.extensions["config"]
        command = [sys.executable, "-m", "tests.kernel.working", str(config.data), config.database]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(
            command, cwd=paths.ROOT, preexec_fn=die_with_parent, **pipes
        )

    def begin(self, wait: bool = False) -> int:
        self.process.stdin.write("wait\n" if wait else "go\n")
        self.process.stdin.flush()
        return self.read_number()

    def read_number(self) -> int:
        return int(self.process.stdout.readline())


@pytest.fixture
def foreman(either_bakery: Application) -> Iterator[Foreman]:
    foreman, begun = Foreman(either_bakery), []
    begin, foreman.begin = foreman.begin, lambda **how: begun.append(begin(**how)) or begun[-1]
    yield foreman
    foreman.process.kill()
    foreman.process.wait()
    for pid in begun:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def test_k1_workers_killed_twenty_times_lose_and_double_nothing(
    either_bakery: Application, foreman: Foreman
) -> None:
    with either_bakery.app_context():
        for number in range(JOBS):
            jobs.enqueue(bake, number=number)
        db.session.commit()
    for _ in range(20):
        pid = foreman.begin()
        time.sleep(random.uniform(0.02, 0.15))
        os.kill(pid, signal.SIGKILL)
        with either_bakery.app_context():
            assert done_or_waiting() == JOBS, "each job is either done or still waits"
            release_leases()
    foreman.begin()
    with either_bakery.app_context():
        assert eventually(lambda: fresh(lambda: len(written("baked"))) >= JOBS, 120)
        assert sorted(written("baked")) == list(range(JOBS))


def test_a_stopped_worker_ends_soon_and_hands_its_leases_back(
    either_bakery: Application, foreman: Foreman
) -> None:
    with either_bakery.app_context():
        for number in range(JOBS):
            jobs.enqueue(bake, number=number)
        jobs.enqueue(deliver, number=1)
        db.session.commit()
    pid = foreman.begin(wait=True)
    with either_bakery.app_context():
        assert eventually(lambda: fresh(lambda: len(written("baked"))) > 0)
    os.kill(pid, signal.SIGTERM)
    started = time.monotonic()
    assert foreman.read_number() == 0
    assert time.monotonic() - started < 5
    with either_bakery.app_context():
        assert db.session.scalar(select(func.count()).where(JobRow.lease.is_not(None))) == 0
        left = list(
            db.session.scalars(select(JobRow.attempts).where(JobRow.name.endswith(".bake")))
        )
        assert len(written("baked")) + len(left) == JOBS
        assert set(left) <= {0}


def done_or_waiting() -> int:
    """Asked in one statement: what a killed worker had sent may still be committed."""
    done = select(func.count()).where(AuditRow.action == "baked").scalar_subquery()
    waiting = select(func.count()).where(JobRow.name.like("%.bake")).scalar_subquery()
    return db.session.scalar(select(done + waiting)) or 0


def release_leases() -> None:
    """In place of the five minutes until a dead worker's leases run out."""
    db.session.execute(
        db.update(JobRow).where(JobRow.lease.is_not(None)).values(leased_until=clock.now())
    )
    db.session.commit()


def fresh(look: Callable[[], int]) -> int:
    db.session.rollback()
    found = look()
    db.session.rollback()
    return found
