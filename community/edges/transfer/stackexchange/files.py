"""The files of a dump, and their rows one after the other, however large they are."""

import csv
import gzip
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, cast
from xml.parsers import expat

from community.edges.transfer.refusals import NothingToImport, UnsafeDump

TABLES = ("Users", "Badges", "Tags", "Posts", "Comments", "PostHistory", "Votes", "PostLinks")
ENDINGS = (".xml", ".xml.gz", ".csv", ".csv.gz")
PIECE = 1 << 18
LONGEST_ROW = 64 << 20

csv.field_size_limit(1 << 26)


class Torn(Exception):
    """The file ends or breaks in the middle; what came before it was read."""


def find(path: Path) -> dict[str, Path]:
    """The tables there are, in the order in which they are wanted. Raises NothingToImport."""
    candidates = [path] if path.is_file() else sorted(path.iterdir()) if path.is_dir() else []
    found = {}
    for table in TABLES:
        names = {f"{table}{ending}".lower() for ending in ENDINGS}
        if matching := [each for each in candidates if each.name.lower() in names]:
            found[table] = matching[0]
    if not found:
        raise NothingToImport(path=path)
    return found


def rows(file: Path) -> Iterator[dict[str, str]]:
    """Each row by attribute. Raises Torn after the last good row of a broken file, UnsafeDump before any."""
    plain = file.name.lower().removesuffix(".gz")
    try:
        with _opened(file) as stream:
            yield from _xml_rows(stream, file.name) if plain.endswith(".xml") else _csv_rows(stream)
    except (EOFError, gzip.BadGzipFile, expat.ExpatError, csv.Error, UnicodeDecodeError) as error:
        raise Torn(f"{file.name}: {error}") from error


def _opened(file: Path) -> IO[bytes]:
    if file.name.lower().endswith(".gz"):
        return cast(IO[bytes], gzip.open(file, "rb"))
    return file.open("rb")


def _xml_rows(stream: IO[bytes], name: str) -> Iterator[dict[str, str]]:
    """Only the attributes of `row` elements are ever held; a document type of its own is refused."""
    waiting: list[dict[str, str]] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def started(tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            waiting.append(attributes)

    def refuse(*_: Any) -> Any:
        raise UnsafeDump(name=name)

    parser.StartElementHandler = started
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = parser.ExternalEntityRefHandler = (
        refuse
    )
    fed = 0
    while piece := stream.read(PIECE):
        try:
            parser.Parse(piece, False)
        finally:
            yield from waiting
            waiting.clear()
        fed += len(piece)
        if fed - max(parser.CurrentByteIndex, 0) > LONGEST_ROW:
            raise expat.ExpatError("a row has no end")
    parser.Parse(b"", True)
    yield from waiting


def _csv_rows(stream: IO[bytes]) -> Iterator[dict[str, str]]:
    with TextIOWrapper(stream, encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            yield {name: value for name, value in row.items() if name and value}
