"""Numbers of there -> numbers of here, wherever a row points to another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from community.edges.transfer import keys

from .shapes import BY_KIND, INSIDE, LISTS, PLACES, UNTIL, references, set_later, table_named

Row = dict[str, Any]
KINDS = {"members": "user", "accounts": "author"}  # what erasure looks for, see privacy.py


class Lost(Exception):
    """What it points to is not here; with the code of the reason."""


def kind_of(table: str) -> str:
    return KINDS.get(table, table)


class Pointing:
    """For the rows of one batch of one table."""

    def __init__(self, source: int, name: str, rows: Iterable[Row]) -> None:
        self.source, self.name, self.table = source, name, table_named(name)
        self.later, self.columns = set_later(self.table), references(self.table)
        wanted: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            for target, number in self._pointed(row):
                if number is not None:
                    wanted[target].add(str(number))
        self.known = {
            target: keys.known(source, kind_of(target), sorted(names))
            for target, names in wanted.items()
        }

    def translated(self, row: Row) -> Row:
        """Raises Lost."""
        fresh = {name: value for name, value in row.items() if name in self.table.columns}
        for column, target in self.columns.items():
            if column in fresh:
                fresh[column] = None if column in self.later else self._one(column, target, row)
        for (name, column), target in LISTS.items():
            if name == self.name:
                found = (self.here(target, number) for number in row[column])
                fresh[column] = [number for number in found if number]
        for (name, column), target in UNTIL.items():
            if name == self.name and row[column]:
                fresh[column] = self._until(target, row[column])
        for (name, column), targets in PLACES.items():
            if name == self.name:
                fresh[column] = self._place(targets, row[column])
        for (name, column), inside in INSIDE.items():
            if name == self.name:
                fresh[column] = {
                    key: self._needed(inside[key], value) if key in inside and value else value
                    for key, value in row[column].items()
                }
        for (name, column), kinds in BY_KIND.items():
            if name == self.name and row[column] is not None:
                if row["kind"] not in kinds:
                    raise Lost("lost")
                fresh[column] = self._needed(kinds[row["kind"]], row[column])
        return fresh

    def here(self, target: str, number: Any) -> int | None:
        return self.known.get(target, {}).get(str(number))

    def _one(self, column: str, target: str, row: Row) -> int | None:
        if row[column] is None:
            return None
        found = self.here(target, row[column])
        if found is None and not self.table.columns[column].nullable:
            erased = str(row[column]) in self.known.get(target, {})
            raise Lost("erased" if erased else "lost")
        return found

    def _needed(self, target: str, number: Any) -> int:
        found = self.here(target, number)
        if found is None:
            raise Lost("lost")
        return found

    def _until(self, target: str, number: int) -> int:
        return self.here(target, number) or keys.last_until(self.source, kind_of(target), number)

    def _place(self, targets: dict[str, str], place: str) -> str:
        kind, _, number = place.partition("/")
        return f"{kind}/{self._needed(targets[kind], number)}" if kind in targets else place

    def _pointed(self, row: Row) -> Iterator[tuple[str, Any]]:
        for column, target in self.columns.items():
            yield target, row.get(column)
        for (name, column), target in LISTS.items():
            if name == self.name:
                yield from ((target, number) for number in row.get(column) or ())
        for (name, column), target in UNTIL.items():
            if name == self.name:
                yield target, row.get(column)
        for (name, column), targets in PLACES.items():
            if name == self.name:
                kind, _, number = str(row.get(column)).partition("/")
                yield from [(targets[kind], number)] if kind in targets else ()
        for (name, column), inside in INSIDE.items():
            if name == self.name:
                found = row.get(column) or {}
                yield from ((target, found.get(key)) for key, target in inside.items())
        for (name, column), kinds in BY_KIND.items():
            if name == self.name and row.get("kind") in kinds:
                yield kinds[row["kind"]], row.get(column)
