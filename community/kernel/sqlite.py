"""SQLite made fit for many threads: writers queue, readers never wait, one connection checkpoints."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event

try:
    import pysqlite3.dbapi2 as driver  # newer than the one most Python builds link
except ImportError:
    import sqlite3 as driver  # type: ignore[no-redef]

VERSION: tuple[int, ...] = driver.sqlite_version_info
FIXED = ((3, 51, 3), (3, 50, 7), (3, 44, 6))


def resets_wal_safely(version: tuple[int, ...] = VERSION) -> bool:
    """Whether this SQLite is free of the race in which two checkpoints at once can lose a transaction."""
    return version >= FIXED[0] or any(
        version[:2] == fixed[:2] and version >= fixed for fixed in FIXED
    )


def tame(engine: Engine, only_reads: Callable[[], bool]) -> None:
    """The driver's own deferred BEGIN fails with "database is locked" at once; ours waits its turn."""

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _: object) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            "cache_size=-500",
        ):
            connection.execute(f"PRAGMA {pragma}")
        if not resets_wal_safely():
            connection.execute("PRAGMA wal_autocheckpoint=0")

    @event.listens_for(engine, "begin")
    def begun(connection: Any) -> None:
        """What cannot fail is said to the driver itself: through the engine it costs more than a query."""
        reads, known = only_reads(), connection.info
        driver = connection.connection.dbapi_connection
        if known.get("reads") is not reads:
            driver.execute(f"PRAGMA query_only={'ON' if reads else 'OFF'}")
            known["reads"] = reads
        if reads:
            driver.execute("BEGIN")
        else:
            connection.exec_driver_sql("BEGIN IMMEDIATE")


def checkpoint(engine: Engine) -> None:
    """Move the log into the database; the worker does it alone where SQLite must not do it by itself."""
    if engine.dialect.name != "sqlite" or resets_wal_safely():
        return
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
    finally:
        connection.close()
