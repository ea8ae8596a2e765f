"""The folder that an export is: what it says of itself, and its rows."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from community.edges.transfer.refusals import ExportTooNew, NoExport

from .giving import FORMAT


def about(folder: Path) -> dict[str, Any]:
    """Raises NoExport, ExportTooNew."""
    try:
        said = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        version, written = int(said["format"]), str(said["version"])
    except (OSError, ValueError, KeyError, TypeError):
        raise NoExport(path=folder) from None
    if version > FORMAT:
        raise ExportTooNew(version=written)
    return dict(said)


def rows(folder: Path, name: str) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """The number of the line, and the row; None for a line that is none."""
    file = folder / "tables" / f"{name}.jsonl"
    if not file.exists():
        return
    with file.open(encoding="utf-8") as lines:
        for place, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
            except ValueError:
                row = None
            yield place, row if isinstance(row, dict) else None
