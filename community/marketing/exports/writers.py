"""The two forms a file can have; each feeds the digest with exactly what it writes."""

import csv
import json
from typing import Any, Protocol, TextIO

from community.marketing.exports.cells import neutral


class Digest(Protocol):
    def update(self, data: bytes, /) -> None: ...


class Teller:
    """Passes text on to a file and to the digest of it."""

    def __init__(self, target: TextIO, seen: Digest):
        self._target, self._seen = target, seen

    def write(self, text: str) -> int:
        self._seen.update(text.encode())
        return self._target.write(text)


class Csv:
    """RFC 4180 with a byte-order mark, so that spreadsheets read every script."""

    def __init__(self, target: TextIO, columns: list[str], seen: Digest):
        teller = Teller(target, seen)
        teller.write("\ufeff")
        self._writer = csv.DictWriter(teller, columns)
        self._writer.writeheader()

    def write(self, row: dict[str, Any]) -> None:
        self._writer.writerow(
            {
                name: value if isinstance(value, int) else neutral(value)
                for name, value in row.items()
            }
        )


class JsonLines:
    """One JSON object per line."""

    def __init__(self, target: TextIO, columns: list[str], seen: Digest):
        self._teller = Teller(target, seen)

    def write(self, row: dict[str, Any]) -> None:
        self._teller.write(json.dumps(row, ensure_ascii=False) + "\n")


WRITERS: dict[str, type[Csv] | type[JsonLines]] = {"csv": Csv, "jsonl": JsonLines}
