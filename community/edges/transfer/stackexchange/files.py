"""The files of a dump, and their rows one after the other, however large they are."""

import codecs
import csv
import gzip
import re
from collections.abc import Iterator
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import IO, Any, cast
from xml.parsers import expat

from community.edges.transfer.refusals import NothingToImport, UnsafeDump

TABLES = ("Users", "Badges", "Tags", "Posts", "Comments", "PostHistory", "Votes", "PostLinks")
ENDINGS = (".xml", ".xml.gz", ".csv", ".csv.gz")
ATTRIBUTES = (
    "Id DisplayName CreationDate Location WebsiteUrl AboutMe Reputation UserId Name Date TagName PostTypeId ParentId"
    " AcceptedAnswerId Score ViewCount Body OwnerUserId OwnerDisplayName Title Tags ClosedDate ContentLicense PostId Text"
    " UserDisplayName PostHistoryTypeId Comment VoteTypeId RelatedPostId LinkTypeId"
)
NAMES = {
    name.lower(): name for name in ATTRIBUTES.split()
}  # other programs write them in their own way
PIECE = 1 << 18
LONGEST_ROW = 64 << 20
LONGEST_REFERENCE = 12
FORBIDDEN = re.compile(
    "&#([xX][0-9A-Fa-f]{1,8}|[0-9]{1,8});|[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
)

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
    except (EOFError, gzip.BadGzipFile, expat.ExpatError, csv.Error) as error:
        raise Torn(f"{file.name}: {error}") from error


def _opened(file: Path) -> IO[bytes]:
    """Packed or not, whatever its name says."""
    with file.open("rb") as stream:
        packed = stream.read(2) == b"\x1f\x8b"
    return cast(IO[bytes], gzip.open(file, "rb")) if packed else file.open("rb")


def _xml_rows(stream: IO[bytes], name: str) -> Iterator[dict[str, str]]:
    """Only the attributes of `row` elements are ever held; a document type of its own is refused."""
    waiting: list[dict[str, str]] = []
    parser = expat.ParserCreate()

    def started(tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            waiting.append(attributes)

    def refuse(*_: Any) -> Any:
        raise UnsafeDump(name=name)

    parser.StartElementHandler = started
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    quiet = 0
    for piece in _sound(stream):
        quiet += len(piece)
        try:
            parser.Parse(piece, False)
        finally:
            quiet = 0 if waiting else quiet
            yield from waiting
            waiting.clear()
        if quiet > LONGEST_ROW:
            raise expat.ExpatError("a row has no end")
    parser.Parse("", True)


def _sound(stream: IO[bytes]) -> Iterator[str]:
    """The text without characters that XML forbids: some dumps hold them, and one would end the reading."""
    start = stream.read(2)
    encoding = "utf-16" if start in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    rest = ""
    for piece in chain([start], iter(lambda: stream.read(PIECE), b"")):
        text = rest + decoder.decode(piece)
        cut = text.rfind("&", max(0, len(text) - LONGEST_REFERENCE))
        text, rest = (text[:cut], text[cut:]) if cut >= 0 else (text, "")
        yield FORBIDDEN.sub(_readable, text)
    yield FORBIDDEN.sub(_readable, rest + decoder.decode(b"", True))


def _readable(found: re.Match[str]) -> str:
    if found[1] is None:
        return " "
    code = int(found[1][1:], 16) if found[1][0] in "xX" else int(found[1])
    allowed = (
        code in (9, 10, 13)
        or 32 <= code < 0xD800
        or 0xE000 <= code < 0xFFFE
        or 0x10000 <= code < 0x110000
    )
    return found[0] if allowed else " "


def _csv_rows(stream: IO[bytes]) -> Iterator[dict[str, str]]:
    with TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="") as lines:
        reader = csv.reader(lines)
        names = [NAMES.get(name.strip().lower(), name) for name in next(reader, [])]
        for row in reader:
            yield {name: value for name, value in zip(names, row, strict=False) if value}
