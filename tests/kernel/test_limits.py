"""Limits are counted where every process sees them, and a clock that jumps locks nobody out."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from community.kernel import limits
from community.kernel.application import Application
from community.kernel.db import db
from community.kernel.refusals import TooMany

Clock = Any
NOON = datetime(2026, 6, 1, 12, 0, 30, tzinfo=UTC)


@pytest.fixture
def moment() -> Iterator[Clock]:
    with time_machine.travel(NOON, tick=False) as moment:
        yield moment


def hit(
    app: Flask,
    name: str,
    key: str = "",
    method: str = "POST",
    address: str = "203.0.113.9",
    **headers: str,
) -> None:
    with app.test_request_context(
        method=method, environ_base={"REMOTE_ADDR": address}, headers=headers
    ):
        limits.hit(name, key)


def use_up(app: Flask, name: str = "sign-in", times: int = 6, **how: str) -> None:
    for _ in range(times):
        hit(app, name, **how)


def test_one_too_many_is_told_how_long_to_wait(either_bakery: Application, moment: Clock) -> None:
    use_up(either_bakery)
    with pytest.raises(TooMany) as refused:
        hit(either_bakery, "sign-in")
    assert 0 < refused.value.retry_after <= 60
    assert str(refused.value.retry_after) in str(refused.value)
    moment.shift(61)
    hit(either_bakery, "sign-in")


def test_the_slower_rate_holds_too(either_bakery: Application, moment: Clock) -> None:
    for _ in range(5):
        use_up(either_bakery)
        moment.shift(61)
    with pytest.raises(TooMany):
        hit(either_bakery, "sign-in")


def test_counts_outlive_the_process(bakery: Application, moment: Clock) -> None:
    use_up(bakery)
    limits._in_database.cache_clear()
    limits.forget_memory()
    with pytest.raises(TooMany):
        hit(bakery, "sign-in")


def test_each_key_has_its_own_count(bakery: Application, moment: Clock) -> None:
    use_up(bakery, key="account:1")
    hit(bakery, "sign-in", key="account:2")
    hit(bakery, "sign-in", address="203.0.113.10")


def test_b22_headers_give_nobody_a_fresh_count(bakery: Application, moment: Clock) -> None:
    use_up(bakery)
    spoofs = [
        "X-Forwarded-For",
        "X-Real-IP",
        "True-Client-IP",
        "CF-Connecting-IP",
        "X-Client-IP",
        "Forwarded",
        "Via",
    ]
    for number, header in enumerate(spoofs):
        with pytest.raises(TooMany):
            hit(bakery, "sign-in", **{header: f"198.51.100.{number}"})


def test_one_ipv6_customer_counts_as_one(bakery: Application, moment: Clock) -> None:
    for number in range(6):
        hit(bakery, "sign-in", address=f"2001:db8:1:2::{number:x}")
    with pytest.raises(TooMany):
        hit(bakery, "sign-in", address="2001:db8:1:2:ffff::1")
    hit(bakery, "sign-in", address="2001:db8:1:3::1")


def test_reading_is_counted_without_writing(bakery: Application, moment: Clock) -> None:
    use_up(bakery, "search-anonymous", 15, method="GET")
    with pytest.raises(TooMany):
        hit(bakery, "search-anonymous", method="GET")
    with bakery.app_context():
        assert db.session.scalar(text("SELECT count(*) FROM limit_counts")) == 0


@pytest.mark.parametrize("jump", [timedelta(days=365), timedelta(hours=1)])
def test_k13_a_clock_put_back_locks_nobody_out(
    either_bakery: Application, moment: Clock, jump: timedelta
) -> None:
    moment.shift(jump)
    use_up(either_bakery)
    moment.shift(-jump)
    use_up(either_bakery)
    with pytest.raises(TooMany):
        hit(either_bakery, "sign-in")


def test_a_route_counts_for_its_reader(customer: FlaskClient) -> None:
    answers = [customer.get("/search").status_code for _ in range(31)]
    assert answers == [200] * 30 + [429]
    assert int(customer.get("/search").headers["Retry-After"]) > 0


def test_limits_may_be_off_for_load_tests(
    bakery: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = bakery.extensions["config"].model_copy(update={"limits": "off"})
    monkeypatch.setitem(bakery.extensions, "config", config)
    use_up(bakery, times=20)


def test_expired_counts_are_forgotten(bakery: Application, moment: Clock) -> None:
    use_up(bakery)
    moment.shift(timedelta(hours=2))
    with bakery.app_context():
        limits.forget_expired()
        assert db.session.scalar(text("SELECT count(*) FROM limit_counts")) == 0


def test_k4_counts_go_on_in_the_database_while_redis_is_away(
    bakery: Application, moment: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = bakery.extensions["config"].model_copy(update={"redis_url": "redis://127.0.0.1:1/0"})
    monkeypatch.setitem(bakery.extensions, "config", config)
    use_up(bakery)
    with pytest.raises(TooMany):
        hit(bakery, "sign-in")


def test_counts_are_shared_through_redis(
    bakery: Application, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = bakery.extensions["config"].model_copy(update={"redis_url": redis_url})
    monkeypatch.setitem(bakery.extensions, "config", config)
    use_up(bakery, key="shared")
    limits._in_redis.cache_clear()
    with pytest.raises(TooMany):
        hit(bakery, "sign-in", key="shared")
    with bakery.app_context():
        assert db.session.scalar(text("SELECT count(*) FROM limit_counts")) == 0
