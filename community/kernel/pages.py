"""The page cache for readers without a session: exact, because its key carries the thing's version.

A route with `version=` answers an unchanged page with 304 after one look-up, and a known page from the
memory of the process, compressed once. A bumped version is another key, so nothing stale is ever served.
"""

import gzip
import threading
from collections import OrderedDict
from typing import Any, NamedTuple

from flask import Flask, Response, request

from community.kernel.i18n import LANGUAGES

ROOM_FOR = 24 * 1024 * 1024
VARY = "Accept-Encoding, Accept-Language, Cookie"
CHANGING = ("Content-Length", "Content-Encoding", "Vary", "Cache-Control", "Date")
PUBLIC = "public, max-age=0, s-maxage=3"


class Kept(NamedTuple):
    squeezed: bytes
    headers: dict[str, str]


class PageCache:
    """The least recently asked pages leave when ROOM_FOR bytes are full."""

    def __init__(self) -> None:
        self._pages: OrderedDict[tuple[Any, ...], Kept] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: tuple[Any, ...]) -> Kept | None:
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def put(self, key: tuple[Any, ...], page: Kept) -> None:
        with self._lock:
            if key not in self._pages:
                self._size += len(page.squeezed)
            self._pages[key] = page
            while self._size > ROOM_FOR:
                self._size -= len(self._pages.popitem(last=False)[1].squeezed)


def init_app(app: Flask) -> None:
    app.extensions["pages"] = PageCache()


def etag(version: str, language: str) -> str:
    return f'W/"{version}-{language}"'


def key_for(version: str, language: str) -> tuple[Any, ...]:
    return (request.full_path, language, version)


def keep(response: Response) -> Kept:
    headers = {name: value for name, value in response.headers.items() if name not in CHANGING}
    body = response.get_data()
    squeezed = body if response.headers.get("Content-Encoding") == "gzip" else gzip.compress(body, 6, mtime=0)
    return Kept(squeezed, {**headers, "Vary": VARY, "Cache-Control": PUBLIC})


def answer(kept: Kept, tag: str) -> Response:
    headers = {**kept.headers, "ETag": tag}
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        return Response(kept.squeezed, headers={**headers, "Content-Encoding": "gzip"})
    return Response(gzip.decompress(kept.squeezed), headers=headers)


def reader_language() -> str:
    asked = request.args.get("lang", "")
    return asked if asked in LANGUAGES else request.accept_languages.best_match(list(LANGUAGES)) or "en"
