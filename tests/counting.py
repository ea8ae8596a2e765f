"""Counts the statements a page costs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

Statements = Any


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """The SQL sent inside the block, without transaction control."""
    asked: list[str] = []

    def sent(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if not statement.startswith(("PRAGMA", "BEGIN", "SAVEPOINT", "RELEASE")):
            asked.append(statement)

    event.listen(engine, "before_cursor_execute", sent)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", sent)
