"""What happened is told once its transaction has committed, to each listener by itself."""

import pytest
from sqlalchemy import text

from community.kernel import jobs
from community.kernel.application import Application
from community.kernel.db import db
from community.kernel.events import announce
from tests.kernel.bakery import Baked, bake, oven, write_down, written


def test_an_event_its_jobs_and_its_cause_commit_together(either_bakery: Application) -> None:
    with either_bakery.app_context():
        write_down("baked", 7)
        announce(Baked(loaf=7, by=3, member_id=4))
        db.session.commit()
        assert rows("events") == 1
        assert rows("jobs") == 2
        row = db.session.execute(text("SELECT name, by_id, member_id FROM events")).one()
        assert tuple(row) == ("Baked", 3, 4)


def test_an_event_its_jobs_and_its_cause_vanish_together(either_bakery: Application) -> None:
    with either_bakery.app_context():
        write_down("baked", 7)
        announce(Baked(loaf=7))
        jobs.enqueue(bake, number=7)
        db.session.rollback()
        assert rows("events") == rows("jobs") == rows("audit") == 0


def test_every_listener_hears_an_event_once(either_bakery: Application) -> None:
    with either_bakery.app_context():
        announce(Baked(loaf=7))
        db.session.commit()
        jobs.work_once("tests")
        assert written("counted") == written("tasted") == [7]
        assert jobs.work_once("tests") == 0


def test_a_listener_that_fails_harms_no_other(either_bakery: Application) -> None:
    oven.hot = True
    with either_bakery.app_context():
        announce(Baked(loaf=7))
        db.session.commit()
        jobs.work_once("tests")
        assert written("counted") == [7]
        assert written("tasted") == []
        assert rows("jobs") == 1
        oven.hot = False
        db.session.execute(text("UPDATE jobs SET run_at = created_at"))
        db.session.commit()
        jobs.work_once("tests")
        assert written("counted") == written("tasted") == [7]
        assert rows("jobs") == 0


def test_an_event_that_nobody_may_change(bakery: Application) -> None:
    with pytest.raises(AttributeError):
        Baked(loaf=7).loaf = 8  # type: ignore[misc]


def rows(table: str) -> int:
    return db.session.scalar(text(f"SELECT count(*) FROM {table}")) or 0
