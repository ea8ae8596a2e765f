"""The page cache for readers without a session: exact, because its key carries the thing's version.

A route with `version=` answers an unchanged page with 304 after one look-up, and a known page from the
memory of the process, compressed once. A bumped version is another key, so nothing stale is ever served.
"""

import gzip
import threading
from collections import OrderedDict
from typing import NamedTuple

from flask import Flask, Response, current_app, g, request

from community.kernel import site
from community.kernel.i18n import LANGUAGES

ROOM_FOR = 12 * 1024 * 1024
BESIDE_THE_BODY = 1500
VARY = "Accept-Encoding, Accept-Language, Cookie, HX-Request"
CHANGING = ("Content-Length", "Content-Encoding", "Vary", "Cache-Control", "Date")
PUBLIC = "public, max-age=0, s-maxage=3"


class Kept(NamedTuple):
    squeezed: bytes
    headers: dict[str, str]


class PageKey(NamedTuple):
    address: str
    language: str
    version: str

    @property
    def etag(self) -> str:
        return f'W/"{self.version}-{self.language}"'


class PageCache:
    """The least recently asked pages leave when ROOM_FOR bytes are full."""

    def __init__(self) -> None:
        self._pages: OrderedDict[PageKey, Kept] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: PageKey) -> Kept | None:
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def put(self, key: PageKey, page: Kept) -> None:
        with self._lock:
            if key in self._pages:
                self._size -= _weight(key, self._pages.pop(key))
            self._pages[key] = page
            self._size += _weight(key, page)
            while self._size > ROOM_FOR:
                self._size -= _weight(*self._pages.popitem(last=False))


def init_app(app: Flask) -> None:
    app.extensions["pages"] = PageCache()


def known(version: str) -> Response | None:
    """The unchanged page of this address, or nothing and a note that the answer is to be kept."""
    whole = f"{version}-{site.version()}-{current_app.extensions.get('release', '')}"
    key = PageKey(request.full_path, reader_language(), whole)
    if key.etag in request.headers.get("If-None-Match", ""):
        headers = {"ETag": key.etag, "Vary": VARY, "Cache-Control": PUBLIC}
        return _as_known(Response(status=304, headers=headers))
    if kept := current_app.extensions["pages"].get(key):
        return _as_known(_answer(kept, key))
    g.page_key = key
    return None


def remember(response: Response) -> Response:
    """Keep what everybody may see: a whole page that sets no cookie and carries no nonce."""
    key: PageKey | None = g.get("page_key")
    if (
        key is None
        or response.status_code != 200
        or "Set-Cookie" in response.headers
        or "nonce" in g
    ):
        return response
    kept = Kept(gzip.compress(response.get_data(), 6, mtime=0), _lasting(response))
    current_app.extensions["pages"].put(key, kept)
    return _answer(kept, key)


def reader_language() -> str:
    asked = request.args.get("lang", "")
    return (
        asked
        if asked in LANGUAGES
        else request.accept_languages.best_match(list(LANGUAGES)) or "en"
    )


def _as_known(response: Response) -> Response:
    g.known_page = True
    return response


def _lasting(response: Response) -> dict[str, str]:
    headers = {name: value for name, value in response.headers.items() if name not in CHANGING}
    return {**headers, "Vary": VARY, "Cache-Control": PUBLIC}


def _answer(kept: Kept, key: PageKey) -> Response:
    headers = {**kept.headers, "ETag": key.etag}
    if request.accept_encodings.quality("gzip") > 0:
        return Response(kept.squeezed, headers={**headers, "Content-Encoding": "gzip"})
    return Response(gzip.decompress(kept.squeezed), headers=headers)


def _weight(key: PageKey, page: Kept) -> int:
    return len(page.squeezed) + len(key.address) + BESIDE_THE_BODY
