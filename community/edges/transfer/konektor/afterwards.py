"""When all rows are in: what points to later ones, counters, the index, and redirects."""

import csv
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, update

from community.commons import search
from community.edges.transfer import keys
from community.fans import messages
from community.fans.forum import counts
from community.kernel.db import db
from community.kernel.room import house
from community.kernel.slots import SearchSource

from . import reading
from .addresses import addresses
from .pointing import kind_of
from .shapes import CARRIED, set_later, table_named

AT_ONCE = 300


def point_back(path: Path, source: int) -> None:
    """A thread to its answer, a board to the one above it: only where nobody has set it here."""
    for shape in CARRIED:
        for column, target in set_later(table_named(shape.name)).items():
            waiting: list[tuple[str, str]] = []
            for _, row in reading.rows(path, shape.name):
                if row and row.get(column) is not None:
                    waiting.append((str(row["id"]), str(row[column])))
                if len(waiting) >= AT_ONCE:
                    _set(source, shape.name, column, target, waiting)
                    waiting = []
            _set(source, shape.name, column, target, waiting)


def _set(source: int, name: str, column: str, target: str, pairs: list[tuple[str, str]]) -> None:
    own = keys.known(source, kind_of(name), [one for one, _ in pairs])
    others = keys.known(source, kind_of(target), [other for _, other in pairs])
    rows = [
        {"of": own[one], "to": others[other]}
        for one, other in pairs
        if own.get(one) and others.get(other)
    ]
    if rows:
        table = table_named(name)
        unset = update(table).where(table.c.id == bindparam("of"), table.c[column].is_(None))
        db.session.connection().execute(unset.values({column: bindparam("to")}), rows)
    db.session.commit()


def count_and_mark() -> None:
    """Boards and tags that were here have more now, conversations a last message, and all of it can be found."""
    counts.recount_boards()
    counts.recount_tags()
    messages.past.sum_up()
    db.session.commit()
    for source in house().slots.of(SearchSource):
        after = 0
        while ids := source.ids(after, AT_ONCE):
            search.mark(source.kind, ids)
            db.session.commit()
            after = ids[-1]


def write_redirects(path: Path, source: int, file: Path) -> None:
    """`from,to` for whoever answers at the old address, only where the path is another one."""
    here = {(kind, number): place for kind, number, place in addresses(db.session.connection())}
    db.session.rollback()
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("from", "to"))
        waiting: list[dict[str, Any]] = []
        for row in _old(path):
            waiting.append(row)
            if len(waiting) >= AT_ONCE:
                writer.writerows(_moved(source, waiting, here))
                waiting = []
        writer.writerows(_moved(source, waiting, here))


def _old(path: Path) -> list[dict[str, Any]]:
    file = path / "addresses.csv"
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _moved(
    source: int, rows: list[dict[str, Any]], here: dict[tuple[str, int], str]
) -> list[tuple[str, str]]:
    moved = []
    for kind in sorted({row["kind"] for row in rows}):
        mine = [row for row in rows if row["kind"] == kind]
        known = keys.known(source, kind_of(kind), [row["id"] for row in mine])
        for row in mine:
            place = here.get((kind, known.get(row["id"]) or 0))
            if place and place != row["address"]:
                moved.append((row["address"], place))
    return moved
