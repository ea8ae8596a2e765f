"""The job table: nothing is lost, nothing is done twice, what fails waits longer each time."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import update

from community.kernel import clock, jobs
from community.kernel.application import Application
from community.kernel.db import db
from community.kernel.jobs import JobRow
from tests.kernel.bakery import bake, burn, deliver, written

NOON = datetime(2026, 6, 1, 12, 30, tzinfo=UTC)


@pytest.fixture
def bakery_at_work(either_bakery: Application):
    with either_bakery.app_context():
        yield either_bakery


def test_a_job_is_done_once_and_forgotten(bakery_at_work: Application) -> None:
    put(bake, number=1)
    assert jobs.work_once("a") == 1
    assert jobs.work_once("a") == 0
    assert written("baked") == [1]
    assert waiting() == []


def test_jobs_are_done_in_the_order_they_came(bakery_at_work: Application) -> None:
    for number in range(5):
        put(bake, number=number)
    jobs.work_once("a")
    assert written("baked") == [0, 1, 2, 3, 4]


def test_a_job_waits_for_its_time(bakery_at_work: Application) -> None:
    with time_machine.travel(NOON, tick=False) as now:
        put(bake, number=1, at=NOON + timedelta(minutes=10))
        assert jobs.work_once("a") == 0
        now.shift(timedelta(minutes=11))
        assert jobs.work_once("a") == 1


def test_a_leased_job_is_left_to_its_worker(bakery_at_work: Application) -> None:
    with time_machine.travel(NOON, tick=False) as now:
        put(bake, number=1)
        jobs._lease("a", 20, None)
        assert jobs.work_once("b") == 0
        now.shift(jobs.LEASE + timedelta(seconds=1))
        assert jobs.work_once("b") == 1
        assert written("baked") == [1]


def test_a_worker_that_lost_its_lease_does_nothing(bakery_at_work: Application) -> None:
    with time_machine.travel(NOON, tick=False) as now:
        put(bake, number=1)
        (late,) = jobs._lease("slow", 20, None)
        now.shift(jobs.LEASE + timedelta(seconds=1))
        assert jobs.work_once("quick") == 1
        jobs._attempt(late, "slow")
        assert written("baked") == [1]


def test_what_a_failing_job_wrote_is_undone(bakery_at_work: Application) -> None:
    put(burn)
    jobs.work_once("a")
    assert written("begun") == []
    (row,) = waiting()
    assert row.attempts == 1
    assert "too hot" in row.error


def test_a_failing_job_waits_longer_each_time(bakery_at_work: Application) -> None:
    pauses = []
    with time_machine.travel(NOON, tick=False) as now:
        put(burn)
        for _ in range(6):
            jobs.work_once("a")
            (row,) = waiting()
            pauses.append((row.run_at - clock.now()).total_seconds())
            now.shift(row.run_at - clock.now() + timedelta(seconds=1))
    assert pauses == sorted(pauses)
    assert 1.5 < pauses[0] < 2.5
    assert 50 < pauses[5] < 80


def test_after_twelve_attempts_a_job_is_a_dead_letter(bakery_at_work: Application) -> None:
    put(burn)
    for _ in range(jobs.MAX_ATTEMPTS):
        make_due()
        assert jobs.work_once("a") == 1
    make_due()
    assert jobs.work_once("a") == 0
    (dead,) = jobs.dead_letters()
    assert "too hot" in dead.error
    assert jobs.waiting_count() == 0


def test_a_dead_letter_may_be_given_another_life(bakery_at_work: Application) -> None:
    put(burn)
    db.session.execute(update(JobRow).values(attempts=jobs.MAX_ATTEMPTS - 1))
    db.session.commit()
    jobs.work_once("a")
    assert jobs.revive() == 1
    db.session.commit()
    assert jobs.dead_letters() == []
    assert jobs.work_once("a") == 1


def test_a_job_that_ends_its_worker_is_not_tried_for_ever(bakery_at_work: Application) -> None:
    put(bake, number=1)
    for _ in range(jobs.MAX_ATTEMPTS):
        jobs._lease("killed", 20, None)
        db.session.execute(update(JobRow).values(leased_until=clock.now() - timedelta(seconds=1)))
        db.session.commit()
    jobs.work_once("last")
    assert written("baked") == []
    assert len(jobs.dead_letters()) == 1


def test_only_the_job_that_ends_its_worker_is_counted_out(bakery_at_work: Application) -> None:
    for number in range(3):
        put(bake, number=number)
    for _ in range(jobs.MAX_ATTEMPTS):
        jobs._lease("killed", 20, None)
        db.session.execute(update(JobRow).values(leased_until=clock.now() - timedelta(seconds=1)))
        db.session.commit()
    while jobs.work_once("last"):
        pass
    assert written("baked") == [1, 2]
    assert len(jobs.dead_letters()) == 1


def test_a_job_of_a_room_that_is_gone_is_kept(bakery_at_work: Application) -> None:
    put(bake, number=1)
    db.session.execute(update(JobRow).values(name="fans.moved.jobs.away"))
    db.session.commit()
    jobs.work_once("a")
    (row,) = waiting()
    assert "fans.moved.jobs.away" in row.error


def test_a_key_is_put_in_once_while_it_waits(bakery_at_work: Application) -> None:
    for number in range(3):
        put(bake, key="bread", number=number)
    jobs.work_once("a")
    assert written("baked") == [0]
    put(bake, key="bread", number=9)
    jobs.work_once("a")
    assert written("baked") == [0, 9]


def test_while_a_key_runs_one_more_may_be_put_behind_it(bakery_at_work: Application) -> None:
    put(bake, key="bread", number=1)
    (running,) = jobs._lease("a", 20, None)
    put(bake, key="bread", number=2)
    put(bake, key="bread", number=3)
    jobs._attempt(running, "a")
    jobs.work_once("a")
    assert written("baked") == [1, 2]


def test_a_failing_key_gathers_no_copies(bakery_at_work: Application) -> None:
    put(burn, key="toast")
    for _ in range(4):
        put(burn, key="toast")
        make_due()
        jobs.work_once("a")
        put(burn, key="toast")
    (row,) = waiting()
    assert row.attempts == 4


def test_a_failing_key_leaves_the_work_to_the_one_behind_it(bakery_at_work: Application) -> None:
    put(burn, key="toast")
    (running,) = jobs._lease("a", 20, None)
    put(burn, key="toast", number=2)
    jobs._attempt(running, "a")
    assert [row.arguments for row in waiting()] == [{"number": 2}]


def test_leases_are_handed_back_at_a_graceful_stop(bakery_at_work: Application) -> None:
    put(bake, number=1)
    jobs._lease("leaving", 20, None)
    jobs.hand_back("leaving")
    (row,) = waiting()
    assert row.attempts == 0
    assert jobs.work_once("next") == 1


def test_handing_back_respects_the_one_behind_it(bakery_at_work: Application) -> None:
    put(bake, key="bread", number=1)
    jobs._lease("leaving", 20, None)
    put(bake, key="bread", number=2)
    jobs.hand_back("leaving")
    assert [row.arguments for row in waiting()] == [{"number": 2}]


def test_a_worker_told_to_stop_begins_no_other_job(bakery_at_work: Application) -> None:
    for number in range(3):
        put(bake, number=number)
    answers = iter([True, False, False])
    assert jobs.work_once("a", going=lambda: next(answers)) == 1
    assert written("baked") == [0]


def test_slow_jobs_can_be_left_to_another_thread(bakery_at_work: Application) -> None:
    put(deliver, number=1)
    put(bake, number=2)
    assert jobs.work_once("quick", alone=False) == 1
    assert written("baked") == [2]
    assert jobs.work_once("slow", alone=True) == 1
    assert written("delivered") == [1]
    assert waiting() == []


def test_a_periodic_job_is_put_in_once_for_its_hour(bakery_at_work: Application) -> None:
    with time_machine.travel(NOON, tick=False) as now:
        for _ in range(3):
            jobs.put_periodic_in()
            jobs.work_once("a")
        assert written("swept") == [0]
        now.shift(timedelta(hours=1))
        jobs.put_periodic_in()
        jobs.work_once("a")
        assert written("swept") == [0, 0]


def test_two_workers_put_a_periodic_job_in_once(either_bakery: Application) -> None:
    ready = threading.Barrier(4)

    def tick() -> None:
        with either_bakery.app_context():
            ready.wait()
            jobs.put_periodic_in()
            while jobs.work_once(threading.current_thread().name):
                pass

    with time_machine.travel(NOON, tick=False):
        together(tick, 4)
    with either_bakery.app_context():
        assert written("swept") == [0]


def test_many_workers_do_each_job_once(either_bakery: Application) -> None:
    with either_bakery.app_context():
        for number in range(120):
            jobs.enqueue(bake, number=number)
        db.session.commit()

    def work() -> None:
        with either_bakery.app_context():
            while jobs.work_once(threading.current_thread().name, limit=7):
                pass

    together(work, 4)
    with either_bakery.app_context():
        assert sorted(written("baked")) == list(range(120))
        assert waiting() == []


def test_k13_a_clock_that_jumped_a_year_locks_nothing_out(bakery_at_work: Application) -> None:
    with time_machine.travel(NOON + timedelta(days=365), tick=False):
        put(bake, number=1)
        put(bake, number=2)
        jobs._lease("a", 1, None)
        jobs.put_periodic_in()
    with time_machine.travel(NOON, tick=False):
        jobs.put_periodic_in()
        while jobs.work_once("b"):
            pass
        assert sorted(written("baked")) == [1, 2]
        assert written("swept") == [0]


def test_k13_a_clock_put_back_an_hour_makes_no_storm(bakery_at_work: Application) -> None:
    with time_machine.travel(NOON, tick=False) as now:
        for hours in (0, -1, 1, -1, 1):
            now.shift(timedelta(hours=hours))
            jobs.put_periodic_in()
        jobs.work_once("a")
        assert len(written("swept")) <= 1


def put(job, **options) -> None:
    jobs.enqueue(job, **options)
    db.session.commit()


def make_due() -> None:
    db.session.execute(update(JobRow).values(run_at=clock.now()))
    db.session.commit()


def waiting() -> list[JobRow]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(JobRow).order_by(JobRow.id)))


def together(work, number: int) -> None:
    threads = [threading.Thread(target=work, name=f"worker {each}") for each in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
