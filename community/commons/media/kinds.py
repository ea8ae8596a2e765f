"""The files we take beside pictures, known by what they begin with; the name that came with them decides only between kinds of text."""

import re
from collections.abc import Callable
from typing import NamedTuple

LARGEST = 50_000_000
GPX = re.compile(rb"<gpx[\s>]")


class Kind(NamedTuple):
    """`kind` as Upload.kind; `fits(head)` looks at the first 64 kB."""

    kind: str
    content_type: str
    fits: Callable[[bytes], bool]


def _begins(*marks: bytes, at: int = 0) -> Callable[[bytes], bool]:
    return lambda head: head[at:].startswith(marks)


def readable(head: bytes) -> bool:
    """Text in UTF-8, or in an old one-byte code: no control characters but those of lines."""
    control = re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", head)
    return bool(head.strip()) and control is None


def _gpx(head: bytes) -> bool:
    return readable(head) and GPX.search(head[:4096]) is not None and b"<!DOCTYPE" not in head


def _mp3(head: bytes) -> bool:
    return head.startswith(b"ID3") or (len(head) > 2 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2)


def _mp4(head: bytes) -> bool:
    return head[4:8] == b"ftyp" and head[8:12] not in (b"heic", b"heix", b"avif", b"mif1")


FILES = {
    "pdf": Kind("file", "application/pdf", _begins(b"%PDF-")),
    "txt": Kind("file", "text/plain; charset=utf-8", readable),
    "csv": Kind("file", "text/csv; charset=utf-8", readable),
    "gpx": Kind("file", "application/gpx+xml", _gpx),
    "zip": Kind("file", "application/zip", _begins(b"PK\x03\x04")),
    "mp3": Kind("sound", "audio/mpeg", _mp3),
    "ogg": Kind("sound", "audio/ogg", _begins(b"OggS")),
    "m4a": Kind("sound", "audio/mp4", _mp4),
    "mp4": Kind("film", "video/mp4", _mp4),
    "webm": Kind("film", "video/webm", _begins(b"\x1a\x45\xdf\xa3")),
}
ALSO = {"jpeg": "jpg", "text": "txt", "oga": "ogg", "m4v": "mp4", "mov": "mp4", "log": "txt"}
PICTURES = frozenset(("jpg", "png", "gif", "webp", "avif", "heic", "heif"))
SERVED = {"webp": "image/webp", "jpg": "image/jpeg", "png": "image/png", "gif": "image/gif"} | {
    name: kind.content_type for name, kind in FILES.items()
}


def extension_of(name: str) -> str:
    """`Route.GPX` -> `gpx`; only the last ending counts."""
    ending = name.rpartition(".")[2].lower()[:8]
    return ALSO.get(ending, ending)
