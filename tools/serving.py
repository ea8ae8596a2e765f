"""The product as its readers meet it: a process of its own, with demo content, on a free port."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

COMMUNITY = Path(sys.executable).parent / "community"


@dataclass(frozen=True)
class Served:
    """A running community: its address and its data folder."""

    address: str
    data: Path

    @property
    def surroundings(self) -> dict[str, str]:
        return os.environ | {
            "KONEKTOR_DATA": str(self.data),
            "KONEKTOR_BASE_URL": self.address,
            "KONEKTOR_LIMITS": "off",
        }

    def command(self, *words: str, spoken: str = "") -> str:
        """Run `community ...` beside the server, `spoken` as its input; gives what it prints."""
        done = subprocess.run(
            [COMMUNITY, *words],
            env=self.surroundings,
            input=spoken,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"community {' '.join(words)}: {done.stderr}")
        return done.stdout


@contextmanager
def serving(*options: str, demo: bool = True, patience: float = 180) -> Iterator[Served]:
    """Run `community run` on an empty data folder; enter when it says that it is ready."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="konektor-serving-") as folder:
        served = Served(f"http://127.0.0.1:{port}", Path(folder))
        command = [COMMUNITY, "run", "--host", "127.0.0.1", "--port", str(port), *options]
        surroundings = served.surroundings | {"KONEKTOR_DEMO": "1" if demo else "0"}
        log = served.data / "serving.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                command, env=surroundings, stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )
            try:
                wait_until_ready(process, f"{served.address}/readyz", patience, log)
                yield served
            finally:
                end(process)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_ready(process: subprocess.Popen, address: str, patience: float, log: Path) -> None:
    deadline = time.monotonic() + patience
    while not answers(address):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"The community did not start:\n{log.read_text()[-3000:]}")
        time.sleep(0.1)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def end(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
