"""One transaction per request, job or command, on either database."""

import threading
import time
from datetime import datetime

import pytest
from sqlalchemy import exc, select, text

from community.kernel import audit, clock, site, sqlite
from community.kernel.application import Application
from community.kernel.db import db, insert_or_ignore, reading
from community.kernel.permissions import SYSTEM
from tests.kernel.bakery import write_down, written


def test_a_change_is_kept_when_the_answer_is_good(either_bakery: Application) -> None:
    answer = unprotected(either_bakery).post("/loaves", data={"number": "7"})
    assert answer.status_code == 303
    with either_bakery.app_context():
        assert written("baked") == [7]


def test_nothing_is_kept_when_the_answer_is_a_refusal(either_bakery: Application) -> None:
    answer = unprotected(either_bakery).post("/loaves", data={"number": "7", "burn": "yes"})
    assert answer.status_code == 409
    with either_bakery.app_context():
        assert written("baked") == []
        assert db.session.scalar(text("SELECT count(*) FROM jobs")) == 0
        assert db.session.scalar(text("SELECT count(*) FROM events")) == 0


def test_reading_a_page_writes_nothing(either_bakery: Application) -> None:
    with pytest.raises(exc.DBAPIError):
        either_bakery.test_client().get("/peek")
    with either_bakery.app_context():
        assert written("peeked") == []


def test_what_only_reads_cannot_write(either_bakery: Application) -> None:
    with either_bakery.app_context():
        with reading(), pytest.raises(exc.DBAPIError):
            write_down("forbidden")
        db.session.rollback()
        write_down("allowed")
        db.session.commit()
        with reading():
            assert written("allowed") == [0]
            db.session.rollback()


def test_a_taken_key_is_left_alone(either_bakery: Application) -> None:
    with either_bakery.app_context():
        assert insert_or_ignore(site.SiteVersion, id=1, version=5)
        assert not insert_or_ignore(site.SiteVersion, id=1, version=9)
        assert site.version() == 5


def test_nothing_known_is_null_and_not_a_word_for_it(either_bakery: Application) -> None:
    with either_bakery.app_context():
        audit.record("stamp", "loaf", 1, by=SYSTEM)
        found = db.session.scalar(
            text("SELECT count(*) FROM audit WHERE before IS NULL AND after IS NULL")
        )
        assert found == 1


def test_times_come_back_aware_and_in_utc(either_bakery: Application) -> None:
    with either_bakery.app_context():
        now = clock.now()
        audit.record("stamp", "loaf", 1, by=SYSTEM)
        db.session.expire_all()
        kept = db.session.scalars(select(audit.AuditRow)).one().at
        assert abs((kept - now).total_seconds()) < 1
        assert kept.utcoffset().total_seconds() == 0


def test_a_time_without_its_zone_is_refused(bakery: Application) -> None:
    with bakery.app_context(), pytest.raises(exc.StatementError, match="zone"):
        db.session.execute(select(audit.AuditRow).where(audit.AuditRow.at > datetime(2026, 1, 1)))  # noqa: DTZ001


def test_a_writer_waits_for_the_one_before(bakery: Application) -> None:
    """The driver's own BEGIN would fail at once with "database is locked"."""
    begun, ended = threading.Event(), []

    def first() -> None:
        with bakery.app_context():
            write_down("first")
            begun.set()
            time.sleep(0.3)
            db.session.commit()
            ended.append("first")

    thread = threading.Thread(target=first)
    thread.start()
    begun.wait()
    with bakery.app_context():
        write_down("second")
        db.session.commit()
        ended.append("second")
    thread.join()
    assert ended == ["first", "second"]


def test_a_reader_never_waits_for_a_writer(bakery: Application) -> None:
    with bakery.app_context():
        write_down("baked")
        started = time.perf_counter()
        assert b"0 loaves" in bakery.test_client().get("/loaves").data
        assert time.perf_counter() - started < 1
        db.session.rollback()


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 6), True),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 53, 0), True),
    ],
)
def test_the_versions_of_sqlite_with_the_race_are_known(
    version: tuple[int, ...], safe: bool
) -> None:
    assert sqlite.resets_wal_safely(version) is safe


def test_where_sqlite_races_only_the_worker_checkpoints(
    bakery: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "resets_wal_safely", lambda: False)
    with bakery.app_context():
        db.engine.dispose()
        assert db.session.execute(text("PRAGMA wal_autocheckpoint")).scalar() == 0
        write_down("baked")
        db.session.commit()
        db.session.remove()
        sqlite.checkpoint(db.engine)
        db.engine.dispose()


def test_k7_fifty_writers_a_long_reader_and_a_backup(bakery: Application) -> None:
    """Small version of K7: no writer fails and the slowest of fifty times six waits less than a second or two."""
    waits: list[float] = []
    failures: list[Exception] = []
    done = threading.Event()

    def writer(number: int) -> None:
        for _ in range(6):
            started = time.perf_counter()
            try:
                with bakery.app_context():
                    write_down("baked", number)
                    db.session.commit()
            except Exception as failure:
                failures.append(failure)
            waits.append(time.perf_counter() - started)

    def long_reader() -> None:
        with bakery.app_context(), reading():
            while not done.is_set():
                written("baked")
                time.sleep(0.02)

    def backup() -> None:
        source = sqlite.driver.connect(
            bakery.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")
        )
        target = sqlite.driver.connect(":memory:")
        while not done.is_set():
            source.backup(target, pages=50)
            source.execute("PRAGMA wal_checkpoint(PASSIVE)")
        source.close()

    around = [threading.Thread(target=each) for each in (long_reader, backup)]
    writers = [threading.Thread(target=writer, args=(number,)) for number in range(50)]
    for thread in around + writers:
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in around:
        thread.join()
    assert not failures
    with bakery.app_context():
        assert len(written("baked")) == 300
    assert sorted(waits)[int(len(waits) * 0.99)] < 3


def unprotected(app: Application):
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()
