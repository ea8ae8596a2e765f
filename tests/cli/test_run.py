"""`community run`: starts, is looked after, changes without a gap and stops with care."""

import http.client
import os
import signal
import socket
import threading
import time
from pathlib import Path

import pytest

from tests.cli.serving import Run, command, running
from tests.real.processes import free_port

RELOADS = int(os.environ.get("RELOADS", "5"))  # twenty and more by hand: each takes seconds


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a community has been before."""
    folder = tmp_path_factory.mktemp("served")
    with running(folder):
        pass
    return folder


def test_it_opens_again_soon(data: Path) -> None:
    """Two seconds on an idle machine; tests rarely have one."""
    started = time.monotonic()
    with running(data) as run:
        assert run.get("/")[0] == 200
        assert time.monotonic() - started < 20
        assert run.get("/healthz")[0] == run.get("/readyz")[0] == 200


def test_it_stops_with_care_and_leaves_nobody_behind(data: Path) -> None:
    with running(data) as run:
        family = whole_family(run)
        assert run.end() == 0
    assert not [pid for pid in family if alive(pid)]


def test_control_c_is_heard_by_the_supervisor_alone(data: Path) -> None:
    """A terminal sends it to the whole process group; a child that heard it would drop its requests."""
    with running(data) as run:
        whole_family(run)
        groups = {os.getpgid(pid) for pid in run.family()}
        assert len(groups) == len(run.family()) - 2, (
            "the two web processes share their server's group"
        )
        os.killpg(os.getpgid(run.process.pid), signal.SIGINT)
        assert run.process.wait(timeout=40) == 0
        assert "begun again" not in run.said


def test_nobody_is_left_when_the_supervisor_is_killed(data: Path) -> None:
    with running(data) as run:
        family = whole_family(run)
        run.tell(signal.SIGKILL)
        run.process.wait()
        until(lambda: not [pid for pid in family if alive(pid)])


def test_what_dies_is_begun_again(data: Path) -> None:
    with running(data) as run:
        before = set(whole_family(run))
        for pid in before - {run.process.pid}:
            os.kill(pid, signal.SIGKILL)
        until(lambda: answers(run))
        until(lambda: len(set(run.family()) - before) >= 5)
        assert "is begun again" in run.said


def test_a_taken_port_is_one_sentence(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = command("run", "--port", str(port), data=data)
    assert ended.returncode != 0
    assert f"Port {port}" in ended.stderr
    assert "--port" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_k23_a_bad_setting_stops_it_before_it_serves(tmp_path: Path) -> None:
    ended = command("run", "--port", str(free_port()), data=tmp_path, base_url="nowhere", log="xml")
    assert ended.returncode != 0
    assert "KONEKTOR_BASE_URL" in ended.stderr
    assert "KONEKTOR_LOG" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "community.sqlite3").exists()


@pytest.mark.slow
def test_k19_no_request_fails_while_generations_change(data: Path) -> None:
    failed: list[object] = []
    answered = 0
    stop = threading.Event()

    def reader() -> None:
        nonlocal answered
        while not stop.is_set():
            try:
                status, _ = run.get("/latest" if answered % 2 else "/healthz", timeout=20)
                if status != 200:
                    failed.append(status)
                answered += 1
            except (OSError, http.client.HTTPException) as error:
                failed.append(error)
            time.sleep(0.03)

    with running(data, "--workers", "1", "--threads", "4") as run:
        readers = [threading.Thread(target=reader, daemon=True) for _ in range(2)]
        for thread in readers:
            thread.start()
        for number in range(RELOADS):
            run.tell(signal.SIGHUP)
            run.until_said("A new generation serves", times=number + 1)
        stop.set()
        for thread in readers:
            thread.join()
        until(lambda: len(run.family()) <= 5)
    assert not failed
    assert answered > RELOADS * 5


def test_k19_a_request_that_has_begun_is_finished(data: Path) -> None:
    """A slow sender is in the middle of its body when the end comes."""
    with running(data) as run:
        connection = socket.create_connection(("127.0.0.1", run.port), timeout=20)
        connection.sendall(
            b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 20\r\n\r\nemail="
        )
        time.sleep(0.5)
        run.tell(signal.SIGTERM)
        time.sleep(0.5)
        connection.sendall(b"x" * 14)
        assert connection.recv(100).startswith(b"HTTP/1.1 4")
        connection.close()
        assert run.process.wait(timeout=40) == 0


def test_a_new_generation_that_cannot_start_leaves_the_old_one(data: Path, tmp_path: Path) -> None:
    providers = tmp_path / "providers.toml"
    providers.write_text("")
    with running(data, providers=str(providers)) as run:
        providers.write_text("[broken")
        run.tell(signal.SIGHUP)
        run.until_said("the old one goes on")
        assert run.get("/healthz")[0] == 200
        assert "KONEKTOR_PROVIDERS" in run.said


def whole_family(run: Run) -> list[int]:
    """Supervisor, generation, web server, two web processes and worker."""
    until(lambda: len(run.family()) >= 6)
    return run.family()


def answers(run: Run) -> bool:
    try:
        return run.get("/readyz", timeout=2)[0] == 200
    except (OSError, http.client.HTTPException):
        return False


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def until(claim, seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)
