"""The product and the bare pages as real servers, and what their processes cost."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from community.kernel.processes.serving import MEMORY

WORKERS, THREADS = 2, 8
MEBIBYTE = 1 << 20


@dataclass(frozen=True)
class Server:
    url: str
    process: psutil.Process

    @property
    def family(self) -> list[psutil.Process]:
        return [self.process, *self.process.children(recursive=True)]

    def cpu_seconds(self) -> float:
        """User and system time of all its processes so far."""
        return sum(
            times.user + times.system for times in map(psutil.Process.cpu_times, self.family)
        )

    def memory(self) -> float:
        """MiB of all its processes; what they share counts once."""
        return sum(each.memory_full_info().pss for each in self.family) / MEBIBYTE


@contextmanager
def community(data: Path, port: int, database_url: str = "") -> Iterator[Server]:
    """`community run` as customers run it, but for the limits."""
    command = [Path(sys.executable).parent / "community", "run", "--port", str(port)]
    url = f"http://127.0.0.1:{port}"
    surroundings = {"KONEKTOR_DATA": str(data), "KONEKTOR_LIMITS": "off", "KONEKTOR_BASE_URL": url}
    if database_url:
        surroundings["KONEKTOR_DATABASE_URL"] = database_url
    with _running(command, url, "/readyz", data / "server.log", surroundings) as server:
        yield server


@contextmanager
def bare_pages(database: str, known: Path, port: int) -> Iterator[Server]:
    """The same gunicorn with the same settings in front of bench/baseline.py."""
    command = [
        sys.executable, "-m", "gunicorn", "bench.baseline:app", "--bind", f"127.0.0.1:{port}", "--preload",
        "--workers", str(WORKERS), "--threads", str(THREADS), "--worker-class", "gthread", "--keep-alive", "5",
        "--no-control-socket", *(["--worker-tmp-dir", str(MEMORY)] if MEMORY.is_dir() else []),
    ]  # fmt: skip
    surroundings = {"BENCH_DATABASE": database, "BENCH_BYTES": str(known)}
    with _running(
        command, f"http://127.0.0.1:{port}", "/const", known.with_suffix(".log"), surroundings
    ) as server:
        yield server


@contextmanager
def _running(
    command: list, url: str, ready: str, log: Path, surroundings: dict[str, str]
) -> Iterator[Server]:
    with log.open("wb") as output:
        started = subprocess.Popen(
            [str(each) for each in command], env=os.environ | surroundings, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )  # fmt: skip
        try:
            _wait(started, url + ready, log)
            yield Server(url, psutil.Process(started.pid))
        finally:
            started.terminate()
            started.wait(timeout=40)


def _wait(started: subprocess.Popen, address: str, log: Path) -> None:
    for _ in range(600):
        if started.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    started.terminate()
    raise RuntimeError(f"{address} does not answer:\n{log.read_text()[-3000:]}")
