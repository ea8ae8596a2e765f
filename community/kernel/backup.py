"""A whole community in one file: rows, files and the secret, taken from one moment while it runs.

The rows are JSON lines, so a backup of SQLite can be restored into PostgreSQL and the other way round.
"""

import base64
import hashlib
import io
import json
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any

from flask import current_app
from sqlalchemy import JSON, Connection, DateTime, MetaData, Table, func, insert, select, text
from sqlalchemy.sql.sqltypes import LargeBinary

from community import __version__
from community.kernel import clock, schema
from community.kernel.db import db, reading
from community.kernel.refusals import Refusal

FORMAT = 1
AT_ONCE = 500
PASSING = {"alembic_version", "limit_counts", "migration_lock"}
Told = Callable[[str], None]


class NotABackup(Refusal):
    sentence = "%(file)s is not a backup that this version can read: %(reason)s."


class NotEmpty(Refusal):
    sentence = "There is a community here already (%(table)s has rows). Restore into an empty database and data folder."


def write(file: Path, told: Told = lambda line: None) -> None:
    """Written aside and moved into place when it is whole."""
    aside = file.with_name(f".{file.name}.unfinished")
    try:
        with tarfile.open(aside, "w:gz", compresslevel=4) as archive, one_moment() as connection:
            _write_into(Writing(archive), connection, told)
        aside.chmod(0o600)
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)


class Writing:
    """A tar file that remembers the digest of each part."""

    def __init__(self, archive: tarfile.TarFile):
        self.archive = archive
        self.digests: dict[str, str] = {}

    def add(self, name: str, content: IO[bytes], size: int) -> None:
        part = tarfile.TarInfo(name)
        part.size, part.mtime, part.mode = size, int(clock.now().timestamp()), 0o600
        digesting = Digesting(content)
        self.archive.addfile(part, digesting)
        self.digests[name] = digesting.digest()

    def add_json(self, name: str, value: Any) -> None:
        content = json.dumps(value, ensure_ascii=False, indent=1).encode()
        self.add(name, io.BytesIO(content), len(content))


class Digesting(io.RawIOBase):
    def __init__(self, content: IO[bytes]):
        self._content, self._seen = content, hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, place: Any) -> int:
        part = self._content.read(len(place))
        self._seen.update(part)
        place[: len(part)] = part
        return len(part)

    def digest(self) -> str:
        return self._seen.hexdigest()


def _write_into(writing: Writing, connection: Connection, told: Told) -> None:
    tables = _tables(connection)
    about = {
        "format": FORMAT,
        "version": __version__,
        "schema": schema.wanted(),
        "at": clock.now().isoformat(),
    }
    counts = {
        table.name: connection.scalar(select(func.count()).select_from(table)) for table in tables
    }
    writing.add_json("about.json", {**about, "tables": counts})
    for table in tables:
        told(f"{table.name}: {counts[table.name]} rows")
        with tempfile.TemporaryFile() as lines:
            for row in _rows(connection, table):
                lines.write(
                    json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
                )
            size = lines.tell()
            lines.seek(0)
            writing.add(f"tables/{table.name}.jsonl", lines, size)
    _write_files(writing, told)
    writing.add_json("digests.json", writing.digests)


def _write_files(writing: Writing, told: Told) -> None:
    config, storage = current_app.extensions["config"], current_app.extensions["storage"]
    number = 0
    for key in storage.list():
        with storage.get(key) as content:
            writing.add(f"files/{key}", content, storage.size(key))
        number += 1
    told(f"files: {number}")
    secret = config.secret.encode()
    writing.add("secret_key", io.BytesIO(secret), len(secret))
    if config.providers:
        providers = config.providers.read_bytes()
        writing.add("providers.toml", io.BytesIO(providers), len(providers))


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """Ordered by key, so that what points to a row of its own table comes after it."""
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=AT_ONCE)
    for row in connection.execute(query).mappings():
        yield {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value.isoformat() if isinstance(value, date) else value


class one_moment:  # noqa: N801 - read as `with one_moment() as connection`
    """A connection that sees one moment, whatever is written meanwhile."""

    def __enter__(self) -> Connection:
        self._reading = reading()
        self._reading.__enter__()
        connection = db.engine.connect()
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        self._connection = connection
        return connection

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        self._reading.__exit__(None, None, None)


def _tables(connection: Connection) -> list[Table]:
    """As the database has them, those that others point to first."""
    found = MetaData()
    found.reflect(connection)
    for table in found.tables.values():
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type.none_as_null = True
    return [table for table in found.sorted_tables if table.name not in PASSING]


def read(file: Path, told: Told = lambda line: None) -> None:
    """Fill an empty community: all of the backup, or nothing."""
    try:
        with tarfile.open(file, "r:gz") as archive:
            _read_from(archive, file, told)
    except (OSError, EOFError, tarfile.TarError, ValueError, KeyError) as error:
        raise NotABackup(file=file, reason=error) from None


def _read_from(archive: tarfile.TarFile, file: Path, told: Told) -> None:
    parts = iter(archive)
    about = json.load(_content(archive, next(parts)))
    if about["format"] > FORMAT:
        raise NotABackup(file=file, reason=f"it was made by version {about['version']}")
    schema.bring_up(to=about["schema"])
    digests: dict[str, str] = {}
    kept: list[str] = []
    storage = current_app.extensions["storage"]
    with db.engine.begin() as connection:
        tables = {table.name: table for table in _tables(connection)}
        _refuse_unless_empty(connection, tables)
        _suspend_references(connection)
        try:
            for part in parts:
                content = Digesting(_content(archive, part))
                _take(part, content, connection, tables, kept, digests, told)
                digests.setdefault(part.name, content.digest())
            _go_on_counting(connection, list(tables.values()))
        except BaseException:
            for key in kept:
                storage.delete(key)
            raise
    schema.bring_up()
    told(f"files: {len(kept)}")


def _take(
    part: Any,
    content: Any,
    connection: Any,
    tables: Any,
    kept: list[str],
    digests: dict[str, str],
    told: Told,
) -> None:
    folder, _, name = part.name.partition("/")
    if folder == "tables":
        number = _insert(connection, tables[name.removesuffix(".jsonl")], content)
        told(f"{name.removesuffix('.jsonl')}: {number} rows")
    elif folder == "files":
        current_app.extensions["storage"].put(name, io.BytesIO(content.read()))
        kept.append(name)
    elif part.name == "digests.json":
        wrong = [
            each
            for each, digest in json.loads(content.read()).items()
            if digests.get(each, digest) != digest
        ]
        if wrong:
            raise ValueError(f"{wrong[0]} is damaged")
    elif part.name in ("secret_key", "providers.toml"):
        place = current_app.extensions["config"].data / part.name
        place.touch(mode=0o600)
        place.write_bytes(content.read())


def _insert(connection: Connection, table: Table, content: Any) -> int:
    number, rows = 0, []
    for line in io.BufferedReader(content):
        rows.append(_typed(table, json.loads(line)))
        number += 1
        if len(rows) >= AT_ONCE:
            connection.execute(insert(table), rows)
            rows = []
    if rows:
        connection.execute(insert(table), rows)
    return number


def _typed(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    naive = table.metadata.info.get("naive", False)
    for name, value in row.items():
        kind = table.columns[name].type
        if value is not None and isinstance(kind, DateTime):
            moment = datetime.fromisoformat(value)
            row[name] = moment.replace(tzinfo=None) if naive else moment
        elif value is not None and isinstance(kind, LargeBinary):
            row[name] = base64.b64decode(value)
    return row


def _refuse_unless_empty(connection: Connection, tables: dict[str, Table]) -> None:
    for table in tables.values():
        table.metadata.info["naive"] = connection.dialect.name == "sqlite"
        if connection.execute(select(text("1")).select_from(table).limit(1)).first():
            raise NotEmpty(table=table.name)


def _suspend_references(connection: Connection) -> None:
    """SQLite looks at references when all is in; PostgreSQL gets the rows in the right order."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA defer_foreign_keys=ON"))


def _go_on_counting(connection: Connection, tables: list[Table]) -> None:
    """PostgreSQL's counters know nothing of ids that were given."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        for column in table.primary_key.columns:
            sequence = connection.scalar(
                text("SELECT pg_get_serial_sequence(:table, :column)"),
                {"table": table.name, "column": column.name},
            )
            if sequence:
                highest = connection.scalar(select(func.max(column)))
                connection.execute(select(func.setval(sequence, highest or 1, highest is not None)))


def _content(archive: tarfile.TarFile, part: tarfile.TarInfo) -> IO[bytes]:
    content = archive.extractfile(part)
    if content is None:
        raise ValueError(f"{part.name} is no file")
    return content
