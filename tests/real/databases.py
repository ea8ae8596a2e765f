"""The databases Konektor runs on, for tests of the data layer."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.real import DATABASES


@pytest.fixture(scope="session", params=DATABASES)
def database(request: pytest.FixtureRequest) -> str:
    """The name of a database; a test that takes it runs once on each."""
    return request.param


@pytest.fixture(scope="session")
def new_database_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], str]:
    """`new_database_url("sqlite")`, `new_database_url("postgresql")`: the URL of an empty database.

    PostgreSQL is started when the first test asks for it, so runs without it cost nothing.
    """

    def new(database: str) -> str:
        if database == "postgresql":
            return request.getfixturevalue("new_postgresql_database")()
        folder: Path = tmp_path_factory.mktemp("sqlite")
        return f"sqlite:///{folder / 'community.sqlite3'}"

    return new


@pytest.fixture(scope="session")
def database_urls(new_database_url: Callable[[str], str]) -> Callable[[str], str]:
    """`database_urls("postgresql")`: one database of each name, the same all session long."""
    kept: dict[str, str] = {}

    def url(database: str) -> str:
        if database not in kept:
            kept[database] = new_database_url(database)
        return kept[database]

    return url
