"""The schema's version: which one the database has, which one the code wants, and the way there."""

import fcntl
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from flask import Flask, current_app
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from community import paths
from community.kernel.db import db

LOCK = 4_711_200_901
REVISION = re.compile(r"^(down_)?revision\b[^=]*=\s*[\"'](\w+)[\"']", re.MULTILINE)


def init_app(app: Flask) -> None:
    """Make Alembic known; it costs a third of a second to import, so only commands that migrate do."""
    from flask_migrate import Migrate

    if "migrate" not in app.extensions:
        Migrate(app, db, directory=str(paths.MIGRATIONS), render_as_batch=True)


@cache
def wanted() -> str:
    """The newest migration in the code; read from the files, because Alembic is slow to import."""
    known: set[str] = set()
    replaced: set[str] = set()
    for file in (paths.MIGRATIONS / "versions").glob("*.py"):
        for down, revision in REVISION.findall(file.read_text(encoding="utf-8")):
            (replaced if down else known).add(revision)
    heads = sorted(known - replaced)
    if len(heads) > 1:
        raise RuntimeError(f"several migrations claim to be the newest: {', '.join(heads)}")
    return heads[0] if heads else ""


def present() -> str:
    """The migration the database is at; empty for a database without tables."""
    try:
        return db.session.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
    except DBAPIError:
        return ""
    finally:
        db.session.rollback()


def current() -> bool:
    return present() == wanted()


def bring_up(to: str = "") -> bool:
    """Run what is missing up to the newest (or to this one), one process at a time; whether anything was."""
    target = to or wanted()
    if present() == target:
        return False
    with _alone():
        if present() == target:
            return False
        init_app(current_app._get_current_object())  # type: ignore[attr-defined]
        from flask_migrate import upgrade

        upgrade(revision=target)
    return True


@contextmanager
def _alone() -> Iterator[None]:
    """A lock on the data folder for this machine, and one in PostgreSQL for all machines."""
    lock = current_app.extensions["config"].data / "migration.lock"
    with lock.open("w") as file, db.engine.connect() as connection:
        fcntl.flock(file, fcntl.LOCK_EX)
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
            connection.commit()
        try:
            yield
        finally:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": LOCK})
                connection.commit()
