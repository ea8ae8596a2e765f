"""What has become of every row, table by table."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from community.edges.transfer.balance import Line

from .reasons import CHANGED, REFUSED


class Tally:
    def __init__(self) -> None:
        self._read: Counter[str] = Counter()
        self._stored: Counter[str] = Counter()
        self._there: Counter[str] = Counter()
        self._refused: Counter[str] = Counter()
        self._told: list[tuple[str, Any, str]] = []

    def read(self, table: str, number: int = 1) -> None:
        self._read[table] += number

    def store(self, table: str, number: int = 1) -> None:
        self._stored[table] += number

    def there(self, table: str, number: int = 1) -> None:
        self._there[table] += number

    def refuse(self, table: str, name: Any, why: str) -> None:
        self._refused[table] += 1
        self._told.append((table, name, str(REFUSED[why])))

    def change(self, table: str, name: Any, how: str) -> None:
        """Stored, but not as it was."""
        self._told.append((table, name, str(CHANGED[how])))

    @property
    def brought(self) -> bool:
        return bool(sum(self._stored.values()))

    def lines(self) -> list[Line]:
        return [
            Line(name, read, self._stored[name], self._there[name], self._refused[name])
            for name, read in self._read.items()
        ]

    def told(self) -> Iterator[tuple[str, Any, str]]:
        return iter(self._told)
