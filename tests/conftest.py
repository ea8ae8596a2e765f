"""What every test may ask for."""

import contextvars
import os
import re
import shutil
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from community.app import create_app
from community.config import Config
from community.kernel import buffer, jobs, limits, pages
from community.kernel.db import Base, db
from tests.cast import Cast
from tests.counting import Statements, counted
from tests.real import DATABASES
from tools import translations

pytest_plugins = ["tests.real.plugin"]


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        translations.compile()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests marked `databases` run once on each database; all others on SQLite."""
    if "app" in metafunc.fixturenames and metafunc.definition.get_closest_marker("databases"):
        metafunc.parametrize("database_name", DATABASES, scope="session")


class Browser(FlaskClient):
    """Each request sees what the test has done so far, in a context of its own, as a served one does."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        db.session.commit()
        return contextvars.Context().run(super().open, *args, **kwargs)


@pytest.fixture(scope="session")
def database_name() -> str:
    return "sqlite"


@pytest.fixture(scope="session")
def furnished(
    tmp_path_factory: pytest.TempPathFactory, database_urls: Callable[[str], str]
) -> Callable[[str], Flask]:
    """One application per database and process, with its tables made once."""
    made: dict[str, Flask] = {}

    def app_on(database: str) -> Flask:
        if database not in made:
            config = Config(
                data=tmp_path_factory.mktemp(f"data-{database}"),
                database_url=database_urls(database),
                secret_key="only for tests",
                testing=True,
            )
            made[database] = app = create_app(config)
            app.test_client_class = Browser
            with app.app_context():
                Base.metadata.create_all(db.engine)
        return made[database]

    return app_on


@pytest.fixture
def app(furnished: Callable[[str], Flask], database_name: str) -> Iterator[Flask]:
    """An application with an empty database, inside its context."""
    app = furnished(database_name)
    with app.app_context():
        yield app
        db.session.rollback()
        db.session.remove()
        _empty(app)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser of nobody in particular."""
    return app.test_client()


@pytest.fixture
def cast(app: Flask) -> Cast:
    return Cast()


@pytest.fixture
def sign_in(app: Flask) -> Callable[..., FlaskClient]:
    """`sign_in(cast.fan)`: a browser in which this account is signed in."""
    from community.people.accounts import sign_ins

    def browser_of(account: object) -> FlaskClient:
        token = sign_ins.begin(account, provider="password", address="127.0.0.1", browser="tests")
        db.session.commit()
        browser = app.test_client()
        with browser.session_transaction() as session:
            session["_user_id"] = token
        return browser

    return browser_of


@pytest.fixture
def token_of() -> Callable[[FlaskClient, str], str]:
    """`token_of(browser, "/messages/new")`: the token that a form on this page carries."""

    def read(browser: FlaskClient, path: str) -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(path).text)
        assert found, path
        return found[1]

    return read


@pytest.fixture
def work(app: Flask) -> Callable[[], int]:
    """Does every due job, and what those jobs cause; commits what the test has done so far."""

    def until_done() -> int:
        db.session.commit()
        buffer.flush_all()
        done = 0
        while tried := jobs.work_once("tests"):
            done += tried
            assert done < 10_000, "jobs keep making jobs"
        return done

    return until_done


@pytest.fixture
def mails(app: Flask) -> Callable[[], list[EmailMessage]]:
    """The mails sent so far, oldest first."""
    folder: Path = app.extensions["config"].data / "mails"

    def sent() -> list[EmailMessage]:
        files = sorted(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
        return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]  # type: ignore[misc]

    return sent


@pytest.fixture
def queries(app: Flask) -> Callable[[], Statements]:
    """`with queries() as asked:` ... `assert len(asked) <= 4`."""
    return lambda: counted(db.engine)


def _empty(app: Flask) -> None:
    tables = [table.name for table in reversed(Base.metadata.sorted_tables)]
    with db.engine.begin() as connection:
        if db.engine.dialect.name == "postgresql":
            connection.execute(text(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE"))
        else:
            connection.execute(text("PRAGMA defer_foreign_keys=ON"))
            for table in tables:
                connection.execute(text(f"DELETE FROM {table}"))
    app.extensions.pop("kept_with_site", None)
    app.extensions["house"].slots.forget()
    pages.init_app(app)
    limits.forget_memory()
    for waiting in buffer.Buffer.all:
        waiting.forget()
    for folder in ("mails", "files", "index"):
        shutil.rmtree(app.extensions["config"].data / folder, ignore_errors=True)
    os.makedirs(app.extensions["config"].data / "mails", exist_ok=True)
