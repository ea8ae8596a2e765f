"""What was answered is kept, what is not is not doubled, and all heals by itself."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from community import paths
from community.kernel.application import Application
from community.kernel.db import db
from tests.kernel.bakery import written


@pytest.fixture
def on_postgresql(
    bakeries: Callable[[str], Application], monkeypatch: pytest.MonkeyPatch
) -> Application:
    from tests.kernel.bakery import emptied

    app = bakeries("postgresql")
    emptied(app)
    monkeypatch.setattr(app, "testing", False)
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    return app


def test_k5_the_pool_heals_when_every_connection_is_ended(on_postgresql: Application) -> None:
    assert on_postgresql.test_client().get("/loaves").status_code == 200
    end_all_connections(on_postgresql)
    assert on_postgresql.test_client().get("/loaves").status_code == 200


def test_k5_connections_ended_under_load_lose_and_double_nothing(
    on_postgresql: Application,
) -> None:
    answers: list[tuple[int, int, str | None]] = []
    stop = threading.Event()

    def baker(first: int) -> None:
        customer, number = on_postgresql.test_client(), first
        while not stop.is_set():
            answer = customer.post("/loaves", data={"number": str(number)})
            answers.append((number, answer.status_code, answer.headers.get("Retry-After")))
            number += 1

    bakers = [threading.Thread(target=baker, args=(each * 1_000_000,)) for each in range(4)]
    for thread in bakers:
        thread.start()
    for _ in range(8):
        time.sleep(0.15)
        end_all_connections(on_postgresql)
    time.sleep(0.3)
    stop.set()
    for thread in bakers:
        thread.join()
    assert {status for _, status, _ in answers} <= {303, 503}
    assert all(patience for _, status, patience in answers if status == 503)
    assert on_postgresql.test_client().get("/loaves").status_code == 200
    with on_postgresql.app_context():
        kept = written("baked")
        db.session.rollback()
    assert len(kept) == len(set(kept)), "nothing is doubled"
    assert {number for number, status, _ in answers if status == 303} <= set(kept), (
        "nothing answered is lost"
    )


def test_k6_a_full_disk_harms_nothing_that_was_kept(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.kernel.full_disk", str(tmp_path)],
        cwd=paths.ROOT, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    what = json.loads(ended.stdout.splitlines()[-1])
    statuses = [status for status, _, _ in what["said"]]
    assert set(statuses) == {303, 503}, "some still fit, then all are refused"
    assert all(patience and page for status, patience, page in what["said"] if status == 503)
    assert what["reading"] == 200
    assert what["refused"] == "StorageFull 507"
    assert what["left"] == []
    assert what["healed"] == 303
    assert what["kept"] == statuses.count(303)
    assert what["whole"] == "ok"


def end_all_connections(app: Application) -> None:
    address = app.extensions["config"].database.replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
