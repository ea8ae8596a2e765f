"""Numbers of there -> numbers of here, wherever a row points to another."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from community.edges.transfer import keys

from .shapes import table_named
from .ways import ways_of

Row = dict[str, Any]
KINDS = {"members": "user", "accounts": "author"}  # what erasure looks for, see privacy.py


class Lost(Exception):
    """What it points to is not here; with the code of the reason."""


def kind_of(table: str) -> str:
    return KINDS.get(table, table)


class Pointing:
    """For the rows of one batch of one table."""

    def __init__(self, source: int, name: str, rows: Iterable[Row]) -> None:
        self.source, self.table, self.ways = source, table_named(name), ways_of(name)
        wanted: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            for way in self.ways:
                for target, number in way.pointed(row):
                    if number is not None:
                        wanted[target].add(str(number))
        self.known = {
            target: keys.known(source, kind_of(target), sorted(names))
            for target, names in wanted.items()
        }

    def translated(self, row: Row) -> Row:
        """Raises Lost."""
        fresh = {name: value for name, value in row.items() if name in self.table.columns}
        return fresh | {way.column: way.turned(row, self) for way in self.ways}

    def here(self, target: str, number: Any) -> int | None:
        return self.known.get(target, {}).get(str(number))

    def one(self, target: str, number: Any, *, optional: bool) -> int | None:
        found = None if number is None else self.here(target, number)
        if found is None and not optional:
            erased = str(number) in self.known.get(target, {})
            raise Lost("erased" if erased else "lost")
        return found

    def needed(self, target: str | None, number: Any) -> int:
        found = self.here(target, number) if target else None
        if found is None:
            raise Lost("lost")
        return found

    def until(self, target: str, number: int) -> int:
        """The newest that is here of those up to that one."""
        return self.here(target, number) or keys.last_until(self.source, kind_of(target), number)
