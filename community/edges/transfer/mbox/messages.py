"""The messages of an mbox file, one after the other, however large it is and however broken they are."""

import gzip
import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path
from typing import IO, cast

from community.edges.transfer.conversations import Said, Unsaid

from .quoting import as_html

NAME = re.compile(r"<[^<>\s]{1,250}>")
AGAIN = re.compile(r"\A\s*(?:(?:re|aw|antw|sv)\s*(?:\[\d+\]|\(\d+\))?\s*[:;]\s*)+", re.IGNORECASE)
PARENTHESES = re.compile(r"\((.{1,80})\)")
SEPARATOR = re.compile(rb"From \S.{0,200}\d:\d\d.{0,40}\d{4}")
LONGEST = 4 << 20


def messages(path: Path) -> Iterator[Said | Unsaid]:
    with opened(path) as stream:
        for place, raw in enumerate(pieces(stream), 1):
            yield said(raw, place)


def opened(path: Path) -> IO[bytes]:
    with path.open("rb") as stream:
        packed = stream.read(2) == b"\x1f\x8b"
    return cast(IO[bytes], gzip.open(path, "rb")) if packed else path.open("rb")


def pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """Split before each line that follows an empty one and says `From`, somebody, and a time."""
    lines: list[bytes] = []
    size, empty = 0, True
    for line in stream:
        begins = empty and SEPARATOR.match(line)
        if begins and lines:
            yield b"".join(lines)
            lines, size = [], 0
        elif not begins and size < LONGEST:
            lines.append(line[1:] if line.startswith(b">From ") else line)
            size += len(line)
        empty = not line.strip()
    if b"".join(lines).strip():
        yield b"".join(lines)


def said(raw: bytes, place: int) -> Said | Unsaid:
    message = message_from_bytes(raw)
    name = _name(message, raw)
    try:
        at = _moment(message)
        author, shown = _author(message)
        subject = header(message, "Subject")
        body = as_html(_words(message))
    except (ValueError, LookupError, TypeError, AttributeError):
        return Unsaid(id=name, why="malformed")
    if at is None:
        return Unsaid(id=name, why="no_date")
    return Said(
        id=name, at=at, author=author, author_name=shown, body=body, format="html", title=AGAIN.sub("", subject).strip(),
        answers=_answers(message), reply=bool(AGAIN.match(subject)),
    )  # fmt: skip


def header(message: Message, name: str) -> str:
    """Decoded; bytes that name no encoding are Latin-1."""
    value = message.get(name)
    if value is None:
        return ""
    try:
        words = str(make_header(decode_header(value)))
    except (LookupError, ValueError):
        words = str(value)
    return words.encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()


def _name(message: Message, raw: bytes) -> str:
    found = NAME.search(header(message, "Message-ID"))
    return found[0] if found else f"sha256:{hashlib.sha256(raw).hexdigest()}"


def _answers(message: Message) -> tuple[str, ...]:
    """In-Reply-To first, then the last of References, then those before."""
    names = NAME.findall(header(message, "In-Reply-To"))[:1]
    names += reversed(NAME.findall(header(message, "References")))
    return tuple(dict.fromkeys(names))


def _moment(message: Message) -> datetime | None:
    for name in ("Date", "NNTP-Posting-Date", "Delivery-Date"):
        try:
            at = parsedate_to_datetime(header(message, name))
        except (TypeError, ValueError, IndexError):
            continue
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        if at.year >= 1970:
            return at
    return None


def _author(message: Message) -> tuple[str, str]:
    """A key that does not tell the address, and a name that does not either."""
    written = header(message, "From")
    shown, address = parseaddr(written)
    if not shown and (found := PARENTHESES.search(written)):
        shown = found[1]
    key = hashlib.sha256((address or written).lower().encode()).hexdigest()
    called = shown.strip(" \"'") or address.split("@")[0]
    return key, called.split("@")[0]


def _words(message: Message) -> str:
    part = next(
        (each for each in message.walk() if each.get_content_type() == "text/plain"), message
    )
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    for encoding in (part.get_content_charset() or "utf-8", "utf-8"):
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("latin-1")
