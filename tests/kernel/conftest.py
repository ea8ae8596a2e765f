"""The bakery: an application with one throw-away room, on each database where a test asks for both."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from community.kernel import limits, pages
from community.kernel.application import Application
from tests.kernel.bakery import emptied, open_bakery


@pytest.fixture(scope="session")
def bakeries(
    tmp_path_factory: pytest.TempPathFactory, new_database_url: Callable[[str], str]
) -> Callable[[str], Application]:
    opened: dict[str, Application] = {}

    def bakery_on(database: str) -> Application:
        if database not in opened:
            opened[database] = open_bakery(
                tmp_path_factory.mktemp("bakery"), new_database_url(database)
            )
        return opened[database]

    return bakery_on


@pytest.fixture
def bakery(bakeries: Callable[[str], Application]) -> Iterator[Application]:
    """On SQLite, empty, not inside its context."""
    yield from _clean(bakeries("sqlite"))


@pytest.fixture
def either_bakery(bakeries: Callable[[str], Application], database: str) -> Iterator[Application]:
    """Once on SQLite, once on PostgreSQL."""
    yield from _clean(bakeries(database))


@pytest.fixture
def customer(bakery: Application) -> FlaskClient:
    bakery.config["WTF_CSRF_ENABLED"] = False
    return bakery.test_client()


@pytest.fixture
def closed_kitchen(bakery: Application, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """As in production: faults are answered, not raised."""
    monkeypatch.setattr(bakery, "testing", False)
    bakery.config["WTF_CSRF_ENABLED"] = False
    return bakery.test_client()


@pytest.fixture
def own_data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def _clean(app: Application) -> Iterator[Application]:
    emptied(app)
    pages.init_app(app)
    limits.forget_memory()
    yield app
    app.config["WTF_CSRF_ENABLED"] = True
    emptied(app)
