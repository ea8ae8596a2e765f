"""Rows of a CSV file as contributions."""

import csv
import gzip
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from community.edges.transfer.conversations import Place, Said, Unsaid
from community.edges.transfer.conversations import bring as bring_all
from community.edges.transfer.refusals import ColumnsMissing
from community.edges.transfer.running import Outcome

NEEDED = ("author", "date", "text")
FORMATS = ("markdown", "html")
LONGEST_CELL = 1 << 20


def bring(
    path: Path, *, site: str = "", board: str = "", name: str = "", language: str = "en"
) -> Outcome:
    """Raises ColumnsMissing."""
    with _opened(path) as lines:
        place = Place("csv", site or path.name.split(".")[0], "Rows", board, name, language)
        return bring_all(place, _all_said(_reader(lines)))


def _reader(lines: IO[str]) -> "csv.DictReader[str]":
    csv.field_size_limit(LONGEST_CELL)
    start = lines.read(4096)
    lines.seek(0)
    separator = max(",;\t", key=start.split("\n")[0].count)
    reader = csv.DictReader(lines, delimiter=separator)
    reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or ()]
    missing = [name for name in NEEDED if name not in reader.fieldnames]
    if missing:
        raise ColumnsMissing(columns=", ".join(missing))
    return reader


def _all_said(reader: "csv.DictReader[str]") -> Iterator[Said | Unsaid]:
    """Without `parent`, the first row of a `thread` opens it and the others answer that."""
    opening: dict[str, str] = {}
    try:
        for place, row in enumerate(reader, 2):
            cells = {name: value for name, value in row.items() if name and isinstance(value, str)}
            yield _said(cells, place, opening)
    except csv.Error:
        yield Unsaid(id=f"line {reader.line_num}", why="malformed")


def _said(row: dict[str, str], place: int, opening: dict[str, str]) -> Said | Unsaid:
    name, thread = row.get("id", "").strip() or f"line {place}", row.get("thread", "").strip()
    parent = row.get("parent", "").strip() or opening.get(thread, "")
    at = moment(row.get("date", ""))
    if at is None:
        return Unsaid(id=name, why="no_date")
    if thread:
        opening.setdefault(thread, name)
    author, form = row.get("author", "").strip(), row.get("format", "").strip().lower()
    url = row.get("url", "").strip()
    return Said(
        id=name, at=at, author=author.lower(), author_name=author or "Anonymous", body=row.get("text", ""),
        format=form if form in FORMATS else "markdown", title=row.get("title", ""), alone=not parent,
        answers=(parent,) if parent else (), url=url if url.startswith(("http://", "https://")) else "",
        tags=tuple(tag.strip() for tag in row.get("tags", "").split(",") if tag.strip()),
    )  # fmt: skip


def moment(written: str) -> datetime | None:
    """ISO 8601, or seconds since 1970; without a zone it is UTC."""
    written = written.strip()
    try:
        if written.isdigit():
            return datetime.fromtimestamp(int(written), UTC)
        at = datetime.fromisoformat(written)
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        return at.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _opened(path: Path) -> IO[str]:
    with path.open("rb") as stream:
        packed = stream.read(2) == b"\x1f\x8b"
    if packed:
        return gzip.open(path, "rt", encoding="utf-8-sig", errors="replace", newline="")
    return path.open(encoding="utf-8-sig", errors="replace", newline="")
