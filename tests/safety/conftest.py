"""A furnished community and its readers, for tests that try every address."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from community.config import Config
from community.fans.forum import writing
from community.kernel import limits
from community.people.accounts.providers import tables
from tests.browser.running import house, loaded, running
from tests.cast import Cast
from tests.safety.asking import Reader
from tests.safety.world import READERS, World, furnish

__all__ = ["house", "loaded", "running"]


@pytest.fixture
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    """No rate limit and no pause stands between a test and what it tries."""
    monkeypatch.setattr(limits, "_count", lambda *_: None)
    monkeypatch.setattr(writing, "keep_pace", lambda *_: None)


@pytest.fixture
def offering(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo's network is offered; it is not running, and nobody need ask it."""
    config = Config(data=app.extensions["config"].data, demo=True, secret_key="x" * 32)
    monkeypatch.setitem(app.extensions, "providers", tables.load(config))


@pytest.fixture
def world(
    app: Flask, cast: Cast, unlimited: None, offering: None, work: Callable[[], int]
) -> World:
    world = furnish(app, cast, lambda place: f"words of {place.replace('_', ' ')}")
    work()
    return world


@pytest.fixture
def reader(app: Flask, cast: Cast) -> Callable[[str], Reader]:
    """`reader("second fan")`: one for each name, or a stranger."""
    known: dict[str, Reader] = {}

    def of(name: str) -> Reader:
        if name not in known:
            known[name] = Reader(app, account_of(cast, name))
        return known[name]

    return of


def account_of(cast: Cast, name: str) -> Any:
    return getattr(cast, READERS[name]) if READERS[name] else None
