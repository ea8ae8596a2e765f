"""`community run` as a person starts it: a process of its own with a data folder and a port."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from community import paths
from tests.real.processes import die_with_parent, free_port


@dataclass
class Run:
    process: subprocess.Popen
    port: int
    log: Path

    @property
    def said(self) -> str:
        return self.log.read_text()

    def get(self, path: str, timeout: float = 10) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def until_said(self, words: str, seconds: float = 60, times: int = 1) -> None:
        end = time.monotonic() + seconds
        while self.said.count(words) < times:
            if self.process.poll() is not None or time.monotonic() > end:
                raise AssertionError(f"it never said {words!r} but:\n{self.said[-3000:]}")
            time.sleep(0.05)

    def tell(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def end(self) -> int:
        self.tell(signal.SIGTERM)
        return self.process.wait(timeout=40)

    def family(self) -> list[int]:
        """This process and all below it."""
        found = [self.process.pid]
        for pid in found:
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                found += map(int, task.read_text().split())
        return found


def command(*words: str, data: Path, **settings: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "community.cli", *words],
        cwd=paths.ROOT, env=surroundings(data, settings), capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@contextmanager
def running(
    data: Path, *options: str, port: int = 0, ready: bool = True, **settings: str
) -> Iterator[Run]:
    data.mkdir(parents=True, exist_ok=True)
    port, log = port or free_port(), data / "run.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "community.cli", "run", "--port", str(port), *options],
            cwd=paths.ROOT, env=surroundings(data, settings), stdin=subprocess.DEVNULL,
            stdout=output, stderr=output, preexec_fn=die_with_parent,
        )  # fmt: skip
    run = Run(process, port, log)
    try:
        if ready:
            run.until_said("Open http", times=log.read_text().count("Open http") + 1)
        yield run
    finally:
        if process.poll() is None:
            run.end()


def surroundings(data: Path, settings: dict[str, str]) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("KONEKTOR_")}
    own = {f"KONEKTOR_{name.upper()}": value for name, value in settings.items()}
    return {**plain, "KONEKTOR_DATA": str(data), **own}
