"""With a real worker in a process of its own: how soon a reply is found, and what kill -9 leaves."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from community.app import create_app
from community.commons.search import refreshing
from community.config import Config
from community.fans.forum import boards, posts, threads
from community.kernel import clock, index
from community.kernel.db import Base, db, reading
from community.kernel.index import IndexBroken
from community.kernel.permissions import SYSTEM
from community.people import accounts

pytestmark = pytest.mark.slow

SECRET = "a secret of the tests that is long enough"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Flask]:
    app = create_app(Config(data=tmp_path, secret_key=SECRET))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        yield app
        db.session.rollback()
        db.session.remove()


def begin_work(app: Flask) -> subprocess.Popen[bytes]:
    surroundings = os.environ | {
        "KONEKTOR_DATA": str(app.extensions["config"].data),
        "KONEKTOR_SECRET_KEY": SECRET,
    }
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "community.cli", "worker"],
        env=surroundings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def thread_with(replies: int) -> tuple[Any, Any]:
    fan = accounts.create("ada", "Ada", confirmed=True)
    board = boards.create("skiing", {"en": "Skiing"}, by=SYSTEM)
    began = clock.now() - timedelta(days=1)
    thread = threads.start(board, "Which wax?", "For the cold.", by=fan, at=began)
    for number in range(replies):
        posts.reply(
            thread, f"reply common number{number}", by=fan, at=began + timedelta(seconds=number)
        )
    db.session.commit()
    return thread, fan


def waiting() -> int:
    with reading():
        count = refreshing.waiting()
        db.session.rollback()
    return count


def until(what: Any, seconds: float) -> float:
    start = time.monotonic()
    while not what():
        assert time.monotonic() - start < seconds, "it took too long"
        time.sleep(0.02)
    return time.monotonic() - start


def count(word: str) -> int:
    try:
        return index.current().search(index.Query(word)).count
    except IndexBroken:
        return -1


def test_a_reply_is_found_within_two_seconds_and_gone_within_five(house: Flask) -> None:
    thread, fan = thread_with(300)
    worker = begin_work(house)
    try:
        until(lambda: waiting() == 0, 60)
        for number in range(3):
            post = posts.reply(thread, f"canary{number}", by=fan, at=clock.now())
            db.session.commit()
            found = until(lambda number=number: count(f"canary{number}") == 1, 20)
            posts.delete(post, by=fan)
            db.session.commit()
            gone = until(lambda number=number: count(f"canary{number}") == 0, 20)
            assert found < 2
            assert gone < 5
    finally:
        worker.terminate()
        worker.wait(timeout=40)


def test_after_kill_9_the_index_equals_the_database_within_a_minute(house: Flask) -> None:
    thread, fan = thread_with(1300)
    for pause in (0.0, 0.3):
        worker = begin_work(house)
        until(lambda: count("common") > 0 or waiting() < 1302, 60)
        time.sleep(pause)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        posts.reply(thread, "written while nobody works", by=fan, at=clock.now())
        db.session.commit()
    assert waiting() > 0
    worker = begin_work(house)
    try:
        until(lambda: waiting() == 0, 60)
        assert refreshing.compare() == (set(), set())
        assert count("common") == 1300
        assert count("nobody works") == 2
    finally:
        worker.terminate()
        worker.wait(timeout=40)
