"""The product as an operator starts it: `community run --demo`, on a data folder of its own."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page
from sqlalchemy import NullPool, create_engine

from community.app import create_app
from community.config import Config
from community.kernel import sqlite
from community.kernel.db import db
from community.people import accounts
from tests.browser.addresses import Address, all_addresses
from tests.real.processes import accepts, free_port, server

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
ROLES = {
    "fan": "dave_from_leeds",
    "moderator": "ingrid",
    "agent": "tomas_care",
    "marketer": "clara",
    "admin": "lars",
}


@dataclass(frozen=True)
class Loaded:
    """A data folder with the demo's year in it, and the passwords by handle."""

    folder: Path
    passwords: dict[str, str]


@dataclass
class Running:
    """A served community; `asked("select ...")` looks into its database."""

    url: str
    folder: Path
    passwords: dict[str, str]
    signed_in: dict[str, Any] = field(default_factory=dict)

    def asked(self, query: str, *values: object) -> list[tuple]:
        """Through the one SQLite library of this process: a second one would break the locks of the first."""
        engine = create_engine(
            f"sqlite:///{self.folder / 'community.sqlite3'}",
            module=sqlite.driver,
            poolclass=NullPool,
        )
        with engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(query, values)]


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """Loaded once for all processes of this test run; a year takes some seconds to tell."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demo"
    shared.mkdir(exist_ok=True)
    said = shared / "passwords.json"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            said.write_text(json.dumps(load(shared / "data")))
    return Loaded(shared / "data", json.loads(said.read_text()))


def load(folder: Path) -> dict[str, str]:
    """Runs the commands an operator would; gives the passwords they print."""
    environment = environment_of(folder, 8000)
    for command in (["migrate"], ["demo", "load"], ["search", "rebuild"]):
        done = subprocess.run(
            [sys.executable, "-m", "community.cli", *command],
            env=environment, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        if command == ["demo", "load"]:
            words = [line.split() for line in done.stdout.splitlines() if "@" in line]
    return {each[1].partition("@")[0]: each[2] for each in words}


def environment_of(folder: Path, port: int, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KONEKTOR_")}
    own = {
        "DATA": str(folder),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "LIMITS": "off",
        "DEMO": "1",
    }
    return {**kept, **{f"KONEKTOR_{name}": value for name, value in {**own, **more}.items()}}


@pytest.fixture(scope="session")
def running(loaded: Loaded, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Web, worker and demo network of this process's own copy."""
    folder = tmp_path_factory.mktemp("running") / "data"
    shutil.copytree(loaded.folder, folder)
    port = free_pair()
    command = [sys.executable, "-m", "community.cli", "run"]
    command += ["--port", str(port), "--workers", "1"]
    with server(command, port, patience=90, env=environment_of(folder, port)):
        wait_for_network(port + 1)
        yield Running(f"http://127.0.0.1:{port}", folder, loaded.passwords)


def free_pair() -> int:
    """The demo network listens one port above the community."""
    while accepts((port := free_port()) + 1):
        continue
    return port


def wait_for_network(port: int) -> None:
    deadline = time.monotonic() + 60
    while not accepts(port):
        assert time.monotonic() < deadline, "the demo network did not start"
        time.sleep(0.1)


@pytest.fixture
def visitor(browser: Chromium, running: Running) -> Iterator[Callable[..., Page]]:
    """`visitor()`: a stranger's phone; `visitor("ingrid")` is signed in; `script=False` has no JavaScript."""
    opened: list[BrowserContext] = []

    def page_of(handle: str = "", *, script: bool = True, **options: Any) -> Page:
        settings = {"viewport": PHONE, "locale": "en-GB", **options}
        if handle:
            settings["storage_state"] = signed_in_state(browser, running, handle)
        context = browser.new_context(base_url=running.url, java_script_enabled=script, **settings)
        context.set_default_timeout(20_000)
        opened.append(context)
        return context.new_page()

    yield page_of
    for context in opened:
        context.close()


def signed_in_state(browser: Chromium, running: Running, handle: str) -> Any:
    """The cookies of somebody who signed in once by the form."""
    if handle not in running.signed_in:
        context = browser.new_context(base_url=running.url, viewport=PHONE)
        page = context.new_page()
        page.goto("/sign-in")
        page.get_by_label("E-mail").fill(f"{handle}@example.org")
        page.get_by_label("Password").fill(running.passwords[handle])
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url("**/")
        running.signed_in[handle] = context.storage_state()
        context.close()
    return running.signed_in[handle]


@pytest.fixture(scope="session")
def house(running: Running) -> Flask:
    """The same community inside this process, for what needs no browser: one database, one secret."""
    config = Config(
        data=running.folder, base_url=running.url, demo=True, limits="off", testing=True
    )
    app = create_app(config)
    return app


@pytest.fixture(scope="session")
def addresses(house: Flask) -> list[Address]:
    with house.app_context():
        return all_addresses(house)


@pytest.fixture
def reader(house: Flask) -> Callable[[str], FlaskClient]:
    """`reader("moderator")`: a client in which somebody of this role is signed in; "" is a stranger."""

    return lambda role="": client_of(house, role)


def client_of(house: Flask, role: str) -> FlaskClient:
    client = house.test_client()
    if role:
        with client.session_transaction() as session:
            session["_user_id"] = token_of(house, role)
    return client


def whole(html: str) -> bool:
    """A page, and not a piece that a page asks for."""
    return html.lstrip().lower().startswith("<!doctype html>")


def cookie_of(
    house: Flask, running: Running, role: str, more: dict[str, Any] | None = None
) -> dict[str, Any]:
    """A session as the product signs it, for a browser that need not fill in the form again."""
    held = {
        **({"_user_id": token_of(house, role), "_permanent": True} if role else {}),
        **(more or {}),
    }
    signer = house.session_interface.get_signing_serializer(house)  # type: ignore[attr-defined]
    return {"name": "session", "value": signer.dumps(held), "url": running.url}


def token_of(house: Flask, role: str) -> str:
    """By role, or by the handle of anybody in the demo."""
    tokens = house.extensions.setdefault("tokens_of_tests", {})
    if role not in tokens:
        with house.app_context():
            account = accounts.find(handle=ROLES.get(role, role))
            tokens[role] = accounts.begin_sign_in(
                account, provider="password", address="127.0.0.1", browser="tests"
            )
            db.session.commit()
    return tokens[role]
