"""A prepared statement gives what the statement itself gives, on both databases."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, column, literal, select, table
from sqlalchemy.exc import DBAPIError

from community.kernel import db as database_room
from community.kernel.application import Application
from community.kernel.audit import AuditRow
from community.kernel.db import Moment, db, reading
from community.kernel.jobs import JobRow
from community.kernel.prepared import Prepared, filled_up, one_of
from tests.counting import counted
from tests.kernel.bakery import write_down

jobs, audits = JobRow.__table__.c, AuditRow.__table__.c


def test_rows_have_the_types_of_their_columns(either_bakery: Application) -> None:
    at = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
    with either_bakery.app_context():
        db.session.add(JobRow(name="x", arguments={"a": [1]}, run_at=at, created_at=at, attempts=2))
        db.session.flush()
        columns = (jobs.name, jobs.arguments, jobs.run_at, jobs.failed_at, jobs.attempts)
        query = select(*columns, literal(None).label("missing"))
        due = Prepared(query.where(jobs.run_at <= bindparam("now", type_=Moment())))
        for _ in range(2):
            row = due.first(now=at)
            assert (row.name, row.arguments, row.run_at) == ("x", {"a": [1]}, at)
            assert (row.failed_at, row.attempts, row.missing) == (None, 2, None)
        assert due.first(now=datetime(2025, 1, 1, tzinfo=UTC)) is None


def test_a_time_without_a_zone_is_refused(either_bakery: Application) -> None:
    due = Prepared(select(jobs.id).where(jobs.run_at <= bindparam("now", type_=Moment())))
    with either_bakery.app_context(), pytest.raises(ValueError, match="zone"):
        due.all(now=datetime(2026, 1, 1))  # noqa: DTZ001


def test_a_list_of_values_may_be_shorter_than_its_places(either_bakery: Application) -> None:
    with either_bakery.app_context():
        for number in range(5):
            write_down("baked", number)
        db.session.flush()
        asked = Prepared(
            select(audits.subject_id).where(
                one_of(audits.subject_id, "loaf", 4), audits.action == "baked"
            )
        )
        assert {row.subject_id for row in asked.all(**filled_up("loaf", [1, 3], 4))} == {1, 3}
        assert {row.subject_id for row in asked.all(**filled_up("loaf", [0, 1, 2, 4], 4))} == {
            0,
            1,
            2,
            4,
        }


def test_a_list_within_the_statement_is_written_out(either_bakery: Application) -> None:
    with either_bakery.app_context():
        for number in range(3):
            write_down("baked", number)
        db.session.flush()
        asked = Prepared(select(audits.subject_id).where(audits.subject_id.in_([0, 2])))
        assert sorted(row.subject_id for row in asked.all()) == [0, 2]


def test_what_this_transaction_wrote_is_seen(either_bakery: Application) -> None:
    asked = Prepared(select(audits.id).where(audits.action == bindparam("action")))
    with either_bakery.app_context():
        write_down("baked")
        db.session.flush()
        assert len(asked.all(action="baked")) == 1


def test_a_request_that_reads_asks_without_a_session_and_gives_its_connection_back(
    either_bakery: Application,
) -> None:
    with either_bakery.app_context():
        engine = db.engine
    busy = engine.pool.checkedout()
    with either_bakery.test_request_context("/"), reading(), counted(engine) as asked:
        Prepared(select(audits.id)).all()
        assert not db.session.registry.has()
        assert database_room.connection() is database_room.connection()
        assert len(asked) == 1
    assert engine.pool.checkedout() == busy


def test_a_request_with_a_session_asks_through_it(either_bakery: Application) -> None:
    with either_bakery.test_request_context("/"), reading():
        assert database_room.connection() is not db.session.connection()
        assert database_room.connection() is db.session.connection()


def test_who_listens_to_statements_hears_prepared_ones_with_the_same_rows(
    either_bakery: Application,
) -> None:
    asked = Prepared(select(audits.subject_id).where(audits.action == bindparam("action")))
    with either_bakery.app_context():
        write_down("baked", 7)
        db.session.flush()
        unheard = asked.all(action="baked")
        with counted(db.engine) as heard:
            assert asked.all(action="baked") == unheard
    assert len(heard) == 1


def test_an_error_of_the_driver_comes_with_the_engines_name(either_bakery: Application) -> None:
    asked = Prepared(select(column("flour")).select_from(table("no_such_cupboard")))
    with either_bakery.app_context(), pytest.raises(DBAPIError):
        asked.all()
