"""Statements that hot pages ask: compiled once, then only their values travel through the layers."""

from collections import namedtuple
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, SelectBase, bindparam
from sqlalchemy.engine import Dialect

from community.kernel import sqlite
from community.kernel.db import Number, connection

Reader = Callable[[Any], Any]


class Form(NamedTuple):
    """The statement in one database's words."""

    sql: str
    order: tuple[str, ...] | None  # of the values, where they have no names
    constants: dict[str, Any]
    writers: dict[str, Reader]
    readers: list[tuple[int, Reader]]
    make: Callable[[Iterable[Any]], Any]


class Prepared:
    """`Prepared(select(...)).all(thread=7)`: rows with the columns' names. Values are bindparams by name.

    Lists of values have a fixed length; see `one_of` and `filled_up`.
    """

    def __init__(self, statement: SelectBase):
        self._statement = statement
        self._forms: dict[str, Form] = {}

    def all(self, **values: Any) -> list[Any]:
        asking = connection()
        form = self._forms.get(asking.dialect.name) or self._compile(asking.dialect, values)
        wanted = form.constants | values
        for name, write in form.writers.items():
            wanted[name] = write(wanted[name])
        sent = tuple([wanted[name] for name in form.order]) if form.order is not None else wanted
        found: Sequence[Any] | None = _asked_directly(asking, form.sql, sent)
        if found is None:
            found = asking.exec_driver_sql(form.sql, sent).all()
        return [_read(row, form) for row in found] if form.readers else [*map(form.make, found)]

    def first(self, **values: Any) -> Any:
        return next(iter(self.all(**values)), None)

    def _compile(self, dialect: Dialect, values: dict[str, Any]) -> Form:
        """The lists that the statement itself holds are written out; those values differ only in value."""
        compiled = self._statement.compile(dialect=dialect)
        state = compiled.construct_expanded_state(values)  # type: ignore[attr-defined]
        columns = [*self._statement.selected_columns]
        reading = [
            each.type.dialect_impl(dialect).result_processor(dialect, None) for each in columns
        ]
        writing = {
            name: each.type.dialect_impl(dialect).bind_processor(dialect)
            for name, each in compiled.binds.items()
        }
        writers = {name: write for name, write in writing.items() if write}
        form = self._forms[dialect.name] = Form(
            sql=state.statement,
            order=tuple(state.positiontup) if state.positiontup is not None else None,
            constants={
                name: value if name in values or not writers.get(name) else writers[name](value)
                for name, value in state.parameters.items()
            },
            writers={name: write for name, write in writers.items() if name in values},
            readers=[(place, read) for place, read in enumerate(reading) if read],
            make=namedtuple("Row", [each.key for each in columns], rename=True)._make,  # type: ignore[misc,attr-defined]
        )
        return form


def one_of(column: Any, name: str, length: int) -> ColumnElement[bool]:
    """`column` is one of the values `name_0` to `name_<length - 1>`."""
    return column.in_([bindparam(f"{name}_{place}", type_=Number) for place in range(length)])


def filled_up(name: str, values: Iterable[int], length: int) -> dict[str, int]:
    """The values of `one_of`, the last one repeated."""
    found = [*values]
    found += found[-1:] * (length - len(found))
    return {f"{name}_{place}": value for place, value in enumerate(found)}


def _asked_directly(asking: Connection, sql: str, sent: Any) -> list[Any] | None:
    """SQLite answers sooner than the engine has described the answer's columns, so the driver is asked itself.

    None where the engine is needed: for another database, for who listens to statements, and to name an error.
    """
    if asking.dialect.name != "sqlite" or asking.dispatch.before_cursor_execute:
        return None
    if not asking.in_transaction():
        asking.begin()
    try:
        return asking.connection.dbapi_connection.execute(sql, sent).fetchall()  # type: ignore[union-attr]
    except sqlite.driver.Error:
        return None


def _read(row: Any, form: Form) -> Any:
    values = [*row]
    for place, read in form.readers:
        if values[place] is not None:
            values[place] = read(values[place])
    return form.make(values)
