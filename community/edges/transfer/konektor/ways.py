"""The ways in which a column points to other rows: which ones, and the same with their numbers here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from .shapes import BY_KIND, INSIDE, LISTS, PLACES, UNTIL, references, set_later, table_named

Row = dict[str, Any]
Pointed = Iterator[tuple[str, Any]]


class Here(Protocol):
    """Numbers of here."""

    def here(self, target: str, number: Any) -> int | None: ...

    def one(self, target: str, number: Any, *, optional: bool) -> int | None:
        """Raises Lost, unless it is optional."""

    def needed(self, target: str | None, number: Any) -> int:
        """Raises Lost, also where nothing is known of the target."""

    def until(self, target: str, number: int) -> int: ...


@dataclass(frozen=True)
class One:
    column: str
    target: str
    later: bool
    optional: bool

    def pointed(self, row: Row) -> Pointed:
        yield self.target, row.get(self.column)

    def turned(self, row: Row, at: Here) -> Any:
        if self.later:
            return None
        number = row.get(self.column) if self.optional else row[self.column]
        return at.one(self.target, number, optional=self.optional)


@dataclass(frozen=True)
class Many:
    column: str
    target: str

    def pointed(self, row: Row) -> Pointed:
        yield from ((self.target, number) for number in row.get(self.column) or ())

    def turned(self, row: Row, at: Here) -> Any:
        found = (at.here(self.target, number) for number in row[self.column])
        return [number for number in found if number]


@dataclass(frozen=True)
class Until:
    column: str
    target: str

    def pointed(self, row: Row) -> Pointed:
        yield self.target, row.get(self.column)

    def turned(self, row: Row, at: Here) -> Any:
        return row[self.column] and at.until(self.target, row[self.column])


@dataclass(frozen=True)
class Place:
    column: str
    targets: dict[str, str]

    def pointed(self, row: Row) -> Pointed:
        kind, _, number = str(row.get(self.column)).partition("/")
        if kind in self.targets:
            yield self.targets[kind], number

    def turned(self, row: Row, at: Here) -> Any:
        kind, _, number = row[self.column].partition("/")
        known = kind in self.targets
        return f"{kind}/{at.needed(self.targets[kind], number)}" if known else row[self.column]


@dataclass(frozen=True)
class Inside:
    column: str
    targets: dict[str, str]

    def pointed(self, row: Row) -> Pointed:
        found = row.get(self.column) or {}
        yield from ((target, found.get(key)) for key, target in self.targets.items())

    def turned(self, row: Row, at: Here) -> Any:
        return {
            key: at.needed(self.targets[key], value) if key in self.targets and value else value
            for key, value in row[self.column].items()
        }


@dataclass(frozen=True)
class ByKind:
    column: str
    kinds: dict[str, str]

    def pointed(self, row: Row) -> Pointed:
        if row.get("kind") in self.kinds:
            yield self.kinds[row["kind"]], row.get(self.column)

    def turned(self, row: Row, at: Here) -> Any:
        if row[self.column] is None:
            return None
        return at.needed(self.kinds.get(row["kind"]), row[self.column])


Way = One | Many | Until | Place | Inside | ByKind
SAID: tuple[tuple[Callable[..., Way], dict[Any, Any]], ...] = (
    (Many, LISTS),
    (Until, UNTIL),
    (Place, PLACES),
    (Inside, INSIDE),
    (ByKind, BY_KIND),
)


def ways_of(name: str) -> list[Way]:
    table = table_named(name)
    later = set_later(table)
    ways: list[Way] = [
        One(column, target, column in later, bool(table.columns[column].nullable))
        for column, target in references(table).items()
    ]
    for way, said in SAID:
        ways += [way(column, target) for (of, column), target in said.items() if of == name]
    return ways
