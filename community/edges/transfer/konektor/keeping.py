"""One batch of one table: pointed anew, prepared, kept once, its keys with it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, insert, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from community.edges.transfer import keys
from community.kernel.db import Moment, db

from . import arriving, boards
from .pointing import Lost, Pointing, kind_of
from .shapes import Shape, numbered, table_named
from .tally import Tally

Row = dict[str, Any]


class Batch:
    def __init__(self, source: int, shape: Shape, tally: Tally, access: dict[int, frozenset[str]]):
        self.source, self.shape, self.tally, self.access = source, shape, tally, access
        self.table = table_named(shape.name)

    def keep(self, rows: list[Row]) -> None:
        """Commits."""
        fresh = self._not_yet_here(rows) if numbered(self.table) else rows
        pointing = Pointing(self.source, self.shape.name, fresh)
        ready = []
        for row in fresh:
            try:
                ready.append(self._typed(pointing.translated(row)))
            except Lost as why:
                self.tally.refuse(self.shape.name, self._name(row), str(why))
            except (KeyError, TypeError, ValueError, AttributeError):
                self.tally.refuse(self.shape.name, self._name(row), "malformed")
        ready = arriving.prepare(self.shape.name, self._with_parents(ready), self._note)
        if self.shape.name == "boards":
            ready = self._without(ready, boards.standing(ready, self.access))
        elif self.shape.same:
            ready = self._without(ready, self._same(ready))
        self._insert(ready) if numbered(self.table) else self._insert_or_leave(ready)
        db.session.commit()

    def _not_yet_here(self, rows: list[Row]) -> list[Row]:
        kind = kind_of(self.shape.name)
        known = keys.known(self.source, kind, [str(row.get("id")) for row in rows])
        for row in rows:
            name = str(row.get("id"))
            if name in known and known[name] is None:
                self.tally.refuse(self.shape.name, name, "erased")
            elif name in known:
                self.tally.there(self.shape.name)
        return [row for row in rows if str(row.get("id")) not in known]

    def _with_parents(self, rows: list[Row]) -> list[Row]:
        """A ballot of a poll that was refused is refused too, though the thread of both is here."""
        for column in self.table.columns:
            for reference in column.foreign_keys:
                if not numbered(reference.column.table) and rows:
                    asked = reference.column.in_({row[column.name] for row in rows})
                    here = set(db.session.scalars(select(reference.column).where(asked)))
                    for row in rows:
                        if row[column.name] not in here:
                            self.tally.refuse(self.shape.name, self._name(row), "lost")
                    rows = [row for row in rows if row[column.name] in here]
        return rows

    def _typed(self, row: Row) -> Row:
        """Times as times, days as days."""
        for column in self.table.columns:
            if isinstance(column.type, Moment) and row.get(column.name):
                row[column.name] = datetime.fromisoformat(row[column.name])
            elif isinstance(column.type, Date) and row.get(column.name):
                row[column.name] = date.fromisoformat(row[column.name])
        return row

    def _same(self, rows: list[Row]) -> dict[Any, int]:
        """Number there -> number here of those that are here already."""
        columns = [self.table.columns[name] for name in self.shape.same]
        asked = {tuple(row[name] for name in self.shape.same): row["id"] for row in rows}
        found = select(self.table.c.id, *columns).where(tuple_(*columns).in_(list(asked)))
        return {asked[tuple(rest)]: number for number, *rest in db.session.execute(found)}

    def _without(self, rows: list[Row], same: dict[Any, int]) -> list[Row]:
        for there in same:
            if self.shape.own:
                self.tally.refuse(self.shape.name, there, "taken")
            else:
                self.tally.there(self.shape.name)
        if not self.shape.own:
            numbers = {str(there): here for there, here in same.items()}
            keys.keep(self.source, kind_of(self.shape.name), dict(numbers))
        return [row for row in rows if row["id"] not in same]

    def _insert(self, rows: list[Row]) -> None:
        if not rows:
            return
        names = [row.pop("id") for row in rows]
        adding = insert(self.table).returning(self.table.c.id, sort_by_parameter_order=True)
        ids = db.session.scalars(adding, rows)
        numbers = {str(name): number for name, number in zip(names, ids, strict=True)}
        keys.keep(self.source, kind_of(self.shape.name), dict(numbers))
        self.tally.store(self.shape.name, len(rows))

    def _insert_or_leave(self, rows: list[Row]) -> None:
        if not rows:
            return
        dialect = sqlite if db.session.get_bind().dialect.name == "sqlite" else postgresql
        adding = dialect.insert(self.table).values(rows).on_conflict_do_nothing()
        stored = len(db.session.execute(adding.returning(*self.table.primary_key.columns)).all())
        self.tally.store(self.shape.name, stored)
        self.tally.there(self.shape.name, len(rows) - stored)

    def _note(self, name: Any, reason: str) -> None:
        if reason.startswith("!"):
            self.tally.refuse(self.shape.name, name, reason[1:])
        else:
            self.tally.change(self.shape.name, name, reason)

    def _name(self, row: Row) -> str:
        named = [str(row.get(column.name)) for column in self.table.primary_key.columns]
        return " ".join(named)
