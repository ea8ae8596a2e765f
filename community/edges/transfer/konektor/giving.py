"""`community export`: tables as JSON lines, files as they are, and where each thing stands."""

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import Connection, select

from community import __version__
from community.edges.transfer.refusals import FolderNotEmpty
from community.kernel import backup, clock

from .addresses import addresses
from .shapes import CARRIED, STAYING, table_named

FORMAT = 1
AT_ONCE = 500
WITHHELD = {"accounts": ("password_hash", "skeleton")}
Told = Callable[[str], None]


def give(folder: Path, told: Told = lambda line: None) -> None:
    """All of one moment, while the community runs. Raises FolderNotEmpty."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FolderNotEmpty(path=folder)
    (folder / "tables").mkdir()
    with backup.one_moment() as connection:
        counts = {shape.name: _write(folder, shape.name, connection, told) for shape in CARRIED}
        _write_addresses(folder / "addresses.csv", connection)
    _copy_files(folder / "files", told)
    config = current_app.extensions["config"]
    about = {
        "format": FORMAT,
        "version": __version__,
        "at": clock.now().isoformat(),
        "address": config.base_url,
        "site": urlsplit(config.base_url).netloc,
        "tables": counts,
        "staying": STAYING,
        "withheld": WITHHELD,
    }
    (folder / "about.json").write_text(json.dumps(about, indent=1), encoding="utf-8")


def _write(folder: Path, name: str, connection: Connection, told: Told) -> int:
    number = 0
    with (folder / "tables" / f"{name}.jsonl").open("w", encoding="utf-8") as lines:
        for row in _rows(connection, name):
            lines.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
            number += 1
    told(f"{name}: {number:,}")
    return number


def _rows(connection: Connection, name: str) -> Iterator[dict[str, Any]]:
    table = table_named(name)
    query = select(table).order_by(*table.primary_key.columns)
    for row in connection.execute(query.execution_options(yield_per=AT_ONCE)).mappings():
        yield {
            column: value.isoformat() if isinstance(value, date) else value
            for column, value in row.items()
            if column not in WITHHELD.get(name, ())
        }


def _write_addresses(file: Path, connection: Connection) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("kind", "id", "address"))
        writer.writerows(addresses(connection))


def _copy_files(folder: Path, told: Told) -> None:
    storage, number = current_app.extensions["storage"], 0
    for key in storage.list():
        place = folder / key
        place.parent.mkdir(parents=True, exist_ok=True)
        with storage.get(key) as content, place.open("wb") as copy:
            shutil.copyfileobj(content, copy)
        number += 1
    told(f"files: {number:,}")
