"""The items of a WXR file, one after the other, however large it is; a document type of its own is refused."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast
from xml.parsers import expat

from community.edges.transfer.refusals import UnsafeDump

PIECE = 1 << 16
LONGEST_ITEM = 16 << 20

Item = dict[str, Any]


def items(path: Path) -> Iterator[Item | None]:
    """By name without its prefix, with `comments` and `categories` as lists; None at a broken end."""
    reading = Reading(path.name)
    with _opened(path) as stream:
        try:
            for piece in iter(lambda: stream.read(PIECE), b""):
                reading.parser.Parse(piece, False)
                yield from reading.taken()
            reading.parser.Parse(b"", True)
        except expat.ExpatError:
            yield from reading.taken()
            yield None


class Reading:
    """Only one item is held at a time, and one comment of it."""

    def __init__(self, name: str) -> None:
        self.name, self.ready = name, list[Item]()
        self.item: Item | None = None
        self.comment: Item | None = None
        self.words: list[str] = []
        self.size = 0
        self.category: dict[str, str] = {}
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.EntityDeclHandler = self.refuse
        self.parser.StartElementHandler = self.started
        self.parser.EndElementHandler = self.ended
        self.parser.CharacterDataHandler = self.said

    def taken(self) -> list[Item]:
        taken, self.ready = self.ready, []
        return taken

    def refuse(self, *_: Any) -> Any:
        raise UnsafeDump(name=self.name)

    def started(self, tag: str, attributes: dict[str, str]) -> None:
        self.words = []
        if tag == "item":
            self.item, self.size = {"comments": [], "categories": []}, 0
        elif tag == "wp:comment" and self.item is not None:
            self.comment = {}
        elif tag == "category":
            self.category = attributes

    def said(self, words: str) -> None:
        self.size += len(words)
        if self.size > LONGEST_ITEM:
            raise expat.ExpatError("an item has no end")
        if self.item is not None:
            self.words.append(words)

    def ended(self, tag: str) -> None:
        words, self.words = "".join(self.words), []
        if self.item is None:
            return
        if tag == "item":
            self.ready.append(self.item)
            self.item = None
        elif tag == "wp:comment":
            self.item["comments"].append(self.comment)
            self.comment = None
        elif tag == "category":
            self.item["categories"].append((self.category.get("domain", ""), words))
        elif self.comment is not None:
            self.comment[tag.rpartition(":")[2]] = words
        else:
            self.item.setdefault(tag.removeprefix("wp:"), words)


def _opened(path: Path) -> IO[bytes]:
    with path.open("rb") as stream:
        packed = stream.read(2) == b"\x1f\x8b"
    return cast(IO[bytes], gzip.open(path, "rb")) if packed else path.open("rb")
