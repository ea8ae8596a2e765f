"""PostgreSQL goes away and comes back under load: a pause for people, nothing to do for us."""

import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.cli.serving import Run, running
from tests.cli.test_run import until, whole_family
from tests.real.postgresql import Cluster

PAGES = ("/", "/latest", "/sign-in", "/search?q=wax", "/readyz")
AWAY_FOR = 3.0


@pytest.fixture
def run(own_postgresql: Cluster, tmp_path: Path) -> Iterator[Run]:
    with running(tmp_path, database_url=own_postgresql.database(), limits="off") as run:
        yield run


@pytest.mark.slow
def test_k5_a_restart_of_the_database_is_a_pause_that_ends_by_itself(
    own_postgresql: Cluster, run: Run, tmp_path: Path
) -> None:
    family, told = set(whole_family(run)), Readers(run)
    joined(run, "ada.new")
    until(lambda: len(letters(tmp_path)) == 1)
    with told:
        time.sleep(0.5)
        own_postgresql.stop()
        time.sleep(AWAY_FOR)
        assert asked(run, "/latest").status_code == 503
        own_postgresql.start()
        back = time.monotonic()
        until(lambda: all(asked(run, path).status_code == 200 for path in PAGES), 20)
        assert time.monotonic() - back < 10, "two seconds on an idle machine"
        time.sleep(0.5)
    assert {answer.status_code for answer in told.answers} == {200, 503}
    for pause in told.answers:
        if pause.status_code == 503 and "/readyz" not in pause.url:
            assert int(pause.headers["Retry-After"]) <= 5
            assert "try again in a few seconds" in pause.text
            assert "psycopg" not in pause.text
    joined(run, "bima.new")
    until(lambda: len(letters(tmp_path)) == 2)  # the worker goes on too
    assert set(run.family()) == family, "nothing of ours was begun again"


class Readers:
    """Ask for every page again and again, until the block ends."""

    def __init__(self, run: Run):
        self.run, self.answers, self.stop = run, [], threading.Event()
        self.threads = [threading.Thread(target=self.read, daemon=True) for _ in range(3)]

    def read(self) -> None:
        while not self.stop.is_set():
            for path in PAGES:
                self.answers.append(asked(self.run, path))

    def __enter__(self) -> None:
        for thread in self.threads:
            thread.start()

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join()


def asked(run: Run, path: str) -> requests.Response:
    return requests.get(f"http://127.0.0.1:{run.port}{path}", timeout=20)


def joined(run: Run, handle: str) -> None:
    """Somebody signs up; the worker sends the letter."""
    browser, address = requests.Session(), f"http://127.0.0.1:{run.port}/sign-up"
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', browser.get(address).text)[1]  # type: ignore[index]
    fields = {
        "handle": handle,
        "name": handle,
        "email": f"{handle}@fans.example",
        "language": "en",
        "csrf_token": token,
    }
    answer = browser.post(
        address, data={**fields, "password": "the long way home past three lakes"}
    )
    assert answer.ok and answer.url.endswith("/sign-up/sent"), answer.text[-2000:]


def letters(folder: Path) -> list[Path]:
    return list((folder / "mails").glob("*.eml"))
