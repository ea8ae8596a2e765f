"""A board to talk in, and talk that began long enough ago for nobody to be hurried."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from community.fans.forum import Post, Thread, boards, posts, threads
from community.kernel import clock
from community.kernel.db import db
from community.kernel.permissions import SYSTEM


@pytest.fixture
def board(app):
    return boards.create("skiing", {"en": "Skiing", "fa": "اسکی"}, by=SYSTEM)


@pytest.fixture
def team_board(app):
    return boards.create("team", {"en": "Team room"}, by=SYSTEM, private_to=("moderator",))


@pytest.fixture
def start(board, cast) -> Callable[..., Thread]:
    """`start("Which wax?")`: a thread of Ada's that began an hour ago."""

    def started(title: str = "Which wax?", source: str = "It is cold.", **more: Any) -> Thread:
        values = {"by": cast.fan, "at": clock.now() - timedelta(hours=1), **more}
        return threads.start(values.pop("board", board), title, source, **values)

    return started


@pytest.fixture
def thread(start) -> Thread:
    return start()


@pytest.fixture
def question(start) -> Thread:
    return start(kind="question")


@pytest.fixture
def say(cast) -> Callable[..., Post]:
    """`say(thread, "Blue.")`: a reply of Bima's, a moment ago."""

    def said(thread: Thread, source: str = "Blue wax.", **more: Any) -> Post:
        values = {"by": cast.second_fan, "at": clock.now() - timedelta(minutes=30), **more}
        return posts.reply(thread, source, **values)

    return said


@pytest.fixture
def fresh() -> Callable[[Any], Any]:
    """The row as it is in the database now."""

    def read(row: Any) -> Any:
        db.session.commit()
        db.session.refresh(row)
        return row

    return read
