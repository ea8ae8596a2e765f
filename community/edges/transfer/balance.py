"""The trial balance of an import: what was read = stored + already there + refused, each refusal with its reason."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from community.kernel.i18n import gettext as _


@dataclass(frozen=True)
class Line:
    """One table."""

    table: str
    read: int
    stored: int
    there: int
    refused: int

    @property
    def even(self) -> bool:
        return self.read == self.stored + self.there + self.refused


def lines_of(table: list[Line]) -> list[str]:
    """As a table in plain text."""
    head = (_("Table"), _("read"), _("stored"), _("already there"), _("refused"))
    rows = [
        (each.table, f"{each.read:,}", f"{each.stored:,}", f"{each.there:,}", f"{each.refused:,}")
        for each in table
    ]
    wide = [max(len(row[place]) for row in [head, *rows]) for place in range(5)]
    return [
        "  ".join(
            cell.ljust(wide[place]) if place == 0 else cell.rjust(wide[place])
            for place, cell in enumerate(row)
        )
        for row in [head, *rows]
    ]


def write_refusals(file: Path, refusals: Iterable[tuple[str, Any, str]]) -> dict[str, int]:
    """(table, id, sentence) as CSV; gives how often each sentence was needed."""
    often: dict[str, int] = {}
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("table", "id", "reason"))
        for table, name, sentence in refusals:
            writer.writerow((table, _harmless(str(name)), sentence))
            often[f"{table}: {sentence}"] = often.get(f"{table}: {sentence}", 0) + 1
    return often


def _harmless(cell: str) -> str:
    """No spreadsheet takes it for a formula; a negative number stays one."""
    dangerous = cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not cell.lstrip("-").isdigit()
    return f"'{cell}" if dangerous else cell
