"""The page cache for readers without a session: exact, because its key carries the thing's version.

A route with `version=` answers an unchanged page with 304 after one look-up, and a known page from the
memory of the process: squeezed only if it was asked for so, and thoroughly once it is asked for again. A bumped version is another key, so nothing stale is ever served.
"""

import gzip
import threading
from collections import OrderedDict
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from flask import Flask, Response, current_app, g, request
from werkzeug.datastructures import Headers
from werkzeug.http import parse_accept_header

from community.kernel import site
from community.kernel.i18n import LANGUAGES, browser_language

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

ROOM_FOR = 6 * 1024 * 1024
BESIDE_THE_BODY = 1500
VARY = "Accept-Encoding, Accept-Language, Cookie, HX-Request"
CHANGING = ("Content-Length", "Content-Encoding", "Vary", "Cache-Control", "Date")
PLAIN, HASTILY, THOROUGHLY = 0, 1, 6
SQUEEZED = ("Content-Encoding", "gzip")
PUBLIC = "public, max-age=0, s-maxage=3"


class Kept(NamedTuple):
    body: bytes
    headers: tuple[tuple[str, str], ...]
    level: int = PLAIN


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
    key = PageKey(_address(), reader_language(), whole)
    if key.etag in request.environ.get("HTTP_IF_NONE_MATCH", ""):
        headers = [("ETag", key.etag), ("Vary", VARY), ("Cache-Control", PUBLIC)]
        return _as_known(Response(status=304, headers=headers))
    if kept := current_app.extensions["pages"].get(key):
        return _as_known(_answer(_thoroughly(key, kept)))
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
    lasting, level = _lasting(response, key), HASTILY if takes_gzip() else PLAIN
    if level:
        response.set_data(gzip.compress(response.get_data(), level, mtime=0))
    body = response.get_data()
    current_app.extensions["pages"].put(key, Kept(body, lasting, level))
    size = ("Content-Length", str(len(body)))
    response.headers = Headers([*lasting, size, *([SQUEEZED] if level else ())])
    return response


def reader_language() -> str:
    asked = request.args.get("lang", "") if request.environ.get("QUERY_STRING") else ""
    return asked if asked in LANGUAGES else browser_language()


def _address() -> str:
    """As it was sent, so that it need not be decoded."""
    return f"{request.environ['PATH_INFO']}?{request.environ.get('QUERY_STRING', '')}"


def _as_known(response: Response) -> Response:
    g.known_page = True
    return response


def _lasting(response: Response, key: PageKey) -> tuple[tuple[str, str], ...]:
    lasting = [(name, value) for name, value in response.headers if name not in CHANGING]
    return (*lasting, ("Vary", VARY), ("Cache-Control", PUBLIC), ("ETag", key.etag))


def _thoroughly(key: PageKey, kept: Kept) -> Kept:
    if kept.level == THOROUGHLY:
        return kept
    squeezed = gzip.compress(_plain(kept), THOROUGHLY, mtime=0)
    better = Kept(squeezed, kept.headers, THOROUGHLY)
    current_app.extensions["pages"].put(key, better)
    return better


def _plain(kept: Kept) -> bytes:
    return gzip.decompress(kept.body) if kept.level else kept.body


def _answer(kept: Kept) -> Response:
    if takes_gzip():
        return KeptPage(kept.body, (*kept.headers, SQUEEZED))
    return KeptPage(_plain(kept), kept.headers)


class KeptPage(Response):
    """Goes out as it is: nobody adds anything to it on its way."""

    def __init__(self, body: bytes, headers: tuple[tuple[str, str], ...]):
        super().__init__()
        self._body, self._pairs = body, [*headers, ("Content-Length", str(len(body)))]

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        start_response("200 OK", self._pairs)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self._body]


def takes_gzip() -> bool:
    return _gzip_in(request.environ.get("HTTP_ACCEPT_ENCODING", ""))


@lru_cache(maxsize=256)
def _gzip_in(accepted: str) -> bool:
    return parse_accept_header(accepted).quality("gzip") > 0


def _weight(key: PageKey, page: Kept) -> int:
    return len(page.body) + len(key.address) + BESIDE_THE_BODY
