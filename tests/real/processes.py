"""A server as a child process: up when its port answers, gone when we are."""

import ctypes
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
C = ctypes.CDLL(None)


@contextmanager
def server(
    command: Sequence[str], port: int, patience: float = 30, **options: Any
) -> Iterator[int]:
    """Run `command` until the block ends; enter when 127.0.0.1:`port` accepts. Gives the process id."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=output,
            preexec_fn=die_with_parent,
            **options,
        )
        try:
            wait_for(process, port, patience, output)
            yield process.pid
        finally:
            end(process)


def die_with_parent() -> None:
    C.prctl(DIE_WITH_PARENT, signal.SIGKILL)
    os.setpgid(0, 0)


def wait_for(process: subprocess.Popen, port: int, patience: float, output: Any) -> None:
    deadline = time.monotonic() + patience
    while not accepts(port):
        if process.poll() is not None or time.monotonic() > deadline:
            output.seek(0)
            said = output.read().decode(errors="replace")[-2000:]
            raise RuntimeError(f"{process.args} did not answer on port {port}: {said}")
        time.sleep(0.05)


def accepts(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def end(process: subprocess.Popen) -> None:
    # SIGINT: PostgreSQL's fast shutdown, and an ordinary goodbye to everything else here.
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            process.send_signal(sign)
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                continue
    process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
