"""A board, and gatherings in it that begin when a test wants."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from community.fans.forum import Thread, boards, threads
from community.fans.gatherings import Gathering
from community.kernel import clock
from community.kernel.db import db
from community.kernel.permissions import SYSTEM


@pytest.fixture
def board(app):
    return boards.create("skiing", {"en": "Skiing", "fa": "اسکی"}, by=SYSTEM)


@pytest.fixture
def team_board(app):
    return boards.create("team", {"en": "Team room"}, by=SYSTEM, private_to=("moderator",))


def filled(**changes: str) -> dict[str, str]:
    """What a form brings: tomorrow in a week, three hours in Berlin."""
    start = (clock.now() + timedelta(days=8)).astimezone(ZoneInfo("Europe/Berlin"))
    values = {
        "starts": start.strftime("%Y-%m-%dT%H:%M"),
        "ends": (start + timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M"),
        "zone": "Europe/Berlin",
        "way": "place",
        "place": "Alster, Jungfernstieg",
        "address": "",
        "hidden": "",
        "capacity": "",
    }
    return {f"event_{name}": value for name, value in {**values, **changes}.items()}


@pytest.fixture
def meet(board, cast) -> Callable[..., Thread]:
    """`meet("Night run", capacity="2")`: a gathering of Ada's in eight days; `in_` moves its start."""

    def met(title: str = "Night run", **more: Any) -> Thread:
        values = {"by": cast.fan, "at": clock.now() - timedelta(hours=1)}
        values |= {name: more.pop(name) for name in ("by", "at", "board") if name in more}
        starts_in = more.pop("in_", None)
        thread = threads.start(
            values.pop("board", board), title, "Bring a lamp.", kind="event", details=filled(**more), **values
        )  # fmt: skip
        if starts_in is not None:
            moved(thread, starts_in)
        return thread

    return met


def moved(thread: Thread, starts_in: timedelta, lasts: timedelta = timedelta(hours=3)) -> None:
    gathering = db.session.get_one(Gathering, thread.id)
    gathering.starts_at = clock.now() + starts_in
    gathering.ends_at = gathering.starts_at + lasts
    db.session.flush()


@pytest.fixture
def of() -> Callable[[Thread], Gathering]:
    """The gathering of a thread, as it is in the database now."""

    def read(thread: Thread) -> Gathering:
        db.session.flush()
        return db.session.get_one(Gathering, thread.id, populate_existing=True)

    return read
