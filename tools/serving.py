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
from pathlib import Path

COMMUNITY = Path(sys.executable).parent / "community"


@contextmanager
def serving(*options: str, demo: bool = True, patience: float = 180) -> Iterator[str]:
    """Run `community run` on an empty data folder; gives its address once it is ready."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="konektor-serving-") as data:
        surroundings = os.environ | {
            "KONEKTOR_DATA": data,
            "KONEKTOR_BASE_URL": address,
            "KONEKTOR_LIMITS": "off",
            "KONEKTOR_DEMO": "1" if demo else "0",
        }
        log = Path(data) / "serving.log"
        command = [COMMUNITY, "run", "--host", "127.0.0.1", "--port", str(port), *options]
        with log.open("wb") as output:
            process = subprocess.Popen(
                command, env=surroundings, stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )
            try:
                wait_until_ready(process, f"{address}/readyz", patience, log)
                yield address
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
