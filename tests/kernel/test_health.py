"""What those who watch are told, and who may watch."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import exc, text

from community.kernel import jobs
from community.kernel.application import Application
from community.kernel.db import db
from tests.counting import counted
from tests.kernel.bakery import bake

HERE = {"REMOTE_ADDR": "127.0.0.1"}
ELSEWHERE = {"REMOTE_ADDR": "203.0.113.9"}


def test_k21_the_pulse_asks_nothing_of_the_database(
    bakery: Application, customer: FlaskClient
) -> None:
    with bakery.app_context(), counted(db.engine) as asked:
        answer = customer.get("/healthz")
    assert answer.get_json() == {"alive": True}
    assert asked == []
    assert answer.headers["Cache-Control"] == "no-store"


def test_it_is_ready_with_the_newest_schema(either_bakery: Application) -> None:
    answer = either_bakery.test_client().get("/readyz")
    assert answer.status_code == 200
    assert answer.get_json()["ready"] is True


def test_it_is_not_ready_with_an_older_schema(bakery: Application, customer: FlaskClient) -> None:
    with bakery.app_context():
        newest = db.session.scalar(text("SELECT version_num FROM alembic_version"))
        db.session.execute(text("UPDATE alembic_version SET version_num = 'older'"))
        db.session.commit()
        try:
            assert customer.get("/readyz").status_code == 503
        finally:
            db.session.execute(
                text("UPDATE alembic_version SET version_num = :newest"), {"newest": newest}
            )
            db.session.commit()


def test_it_is_not_ready_without_its_database(
    customer: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise exc.OperationalError("", {}, Exception("gone"))

    monkeypatch.setattr("community.kernel.schema.db.session.execute", away)
    assert customer.get("/readyz").status_code == 503


def test_the_metrics_tell_of_requests_and_jobs(bakery: Application, customer: FlaskClient) -> None:
    customer.get("/loaves")
    with bakery.app_context():
        jobs.enqueue(bake, number=1)
        db.session.commit()
    told = customer.get("/metrics", environ_base=HERE).text
    assert 'konektor_requests_total{room="bakery",status="2xx"}' in told
    assert "konektor_request_seconds_bucket" in told
    assert "konektor_jobs_waiting 1.0" in told
    assert "konektor_jobs_dead 0.0" in told


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"])
def test_the_metrics_are_not_there_for_others(customer: FlaskClient, header: str) -> None:
    assert customer.get("/metrics", environ_base=ELSEWHERE).status_code == 404
    assert (
        customer.get("/metrics", environ_base=HERE, headers={header: "203.0.113.9"}).status_code
        == 404
    )


def test_the_metrics_are_there_for_who_knows_the_token(
    bakery: Application, customer: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = bakery.extensions["config"].model_copy(
        update={"metrics_token": "a token nobody guesses"}
    )
    monkeypatch.setitem(bakery.extensions, "config", config)
    for token, status in (("a token nobody guesses", 200), ("another", 404), ("", 404)):
        headers = {"Authorization": f"Bearer {token}"}
        assert (
            customer.get("/metrics", environ_base=ELSEWHERE, headers=headers).status_code == status
        )
