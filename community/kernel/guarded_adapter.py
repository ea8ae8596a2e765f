"""One exchange with another machine: the checked address is the connected one, and time and size have an end."""

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urlsplit

import requests
from AntiSSRF import AntiSSRFError, AntiSSRFPolicy, PolicyConfigOptions
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Refusal

Places = frozenset[tuple[str, int]]

CHUNK = 65_536
LONGEST_ADDRESS = 2000
DEFAULT_PORTS = {"http": 80, "https": 443}
UNSEEMLY = re.compile(r"[\s\x00-\x20\x7f-\xa0\\<>\"^`{|}]")
OURS_ALONE = re.compile(
    r"(?:\A|\.)(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|arpa|onion)\Z"
)
MORE_DENIED = ["::/96", "fec0::/10", "2001:db8::/32", "192.0.0.0/24", "255.255.255.255/32"]


class FetchRefused(Refusal):
    """Said for every address that may not be asked, whatever the reason, so that it tells nothing about our network."""

    status = 422
    sentence = _l("This address cannot be used. Use the public web address of a page.")


class FetchFailed(Refusal):
    status = 502
    sentence = _l("That site did not answer as expected. Try again later.")


class FetchTooLarge(FetchFailed):
    sentence = _l("That site sent more than we take. Use the address of a smaller page or file.")


class FetchTooSlow(FetchFailed):
    sentence = _l("That site took too long to answer. Try again later.")


class GuardedAdapter(HTTPAdapter):
    """For any requests session. `allow` names (host, port) pairs of this machine that may be asked all the same."""

    def __init__(
        self,
        allow: Places = frozenset(),
        *,
        seconds: float,
        max_bytes: int,
        accept: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self.allow, self.seconds, self.max_bytes, self.accept = allow, seconds, max_bytes, accept

    def send(  # type: ignore[override]
        self, request: requests.PreparedRequest, timeout: Any = None, **ignored: Any
    ) -> requests.Response:
        """The whole answer, read; proxies, cookies and switches for certificates are not taken from the caller."""
        seconds = min(self.seconds, timeout) if isinstance(timeout, int | float) else self.seconds
        request.headers.pop("Cookie", None)
        watch = Watch(seconds)
        return watch.over(lambda: self._exchange(request, watch))

    def _exchange(self, request: requests.PreparedRequest, watch: "Watch") -> requests.Response:
        with _translated(), self._door(str(request.url)) as door:
            response = door.send(request, stream=True, timeout=watch.left(), proxies={})
            try:
                self._read(response, with_body=request.method != "HEAD")
            finally:
                response.raw.close()
            return response

    @contextmanager
    def _door(self, address: str) -> Iterator[HTTPAdapter]:
        """A fresh one for each exchange, so that no connection outlives its watch."""
        door = HTTPAdapter() if place_of(address) in self.allow else public_door(address)
        door.poolmanager.pool_classes_by_scheme = WATCHED
        try:
            yield door
        finally:
            door.close()

    def _read(self, response: requests.Response, *, with_body: bool) -> None:
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if self.accept and response.status_code < 300 and kind not in self.accept:
            raise FetchFailed()
        if with_body and _announced(response) > self.max_bytes:
            raise FetchTooLarge()
        body = bytearray()
        while with_body and (chunk := response.raw.read(CHUNK, decode_content=True)):
            body += chunk
            if len(body) > self.max_bytes:
                raise FetchTooLarge()
        response._content, response._content_consumed = bytes(body), True  # type: ignore[attr-defined]


def place_of(address: str) -> tuple[str, int]:
    """(host, port) of an address that is written as it should be; else FetchRefused."""
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise FetchRefused() from None
    port = DEFAULT_PORTS.get(parts.scheme) if port is None else port
    if not host or not port or len(address) > LONGEST_ADDRESS or UNSEEMLY.search(address):
        raise FetchRefused()
    if "@" in parts.netloc or "%" in parts.netloc or not address.isascii():
        raise FetchRefused()
    return host, port


def public_door(address: str) -> HTTPAdapter:
    """Resolves, checks every address found, and connects to the checked one."""
    host, port = place_of(address)
    name = host.rstrip(".")
    if port != DEFAULT_PORTS[urlsplit(address).scheme] or OURS_ALONE.search(name):
        raise FetchRefused()
    if ":" not in name and not re.search(r"\.[a-z][a-z0-9\-]*\Z|\A\d+\.\d+\.\d+\.\d+\Z", name):
        raise FetchRefused()
    door: HTTPAdapter = policy().get_antissrf_session().get_adapter(address)
    return door


def policy() -> AntiSSRFPolicy:
    public_only = AntiSSRFPolicy(PolicyConfigOptions.EXTERNAL_ONLY_LATEST)
    public_only.add_denied_addresses(MORE_DENIED)
    public_only.add_xff_header = False
    public_only.allow_plain_text_http = True
    return public_only


@contextmanager
def _translated() -> Iterator[None]:
    """Names that do not exist are refused like names that may not be asked."""
    try:
        yield
    except Refusal:
        raise
    except (AntiSSRFError, socket.gaierror, UnicodeError, requests.exceptions.InvalidURL) as error:
        raise FetchRefused() from error
    except requests.exceptions.Timeout as error:
        raise FetchTooSlow() from error
    except Exception as error:
        raise FetchFailed() from error


def _announced(response: requests.Response) -> int:
    length = response.headers.get("Content-Length", "")
    return int(length) if re.fullmatch(r"\d{1,18}", length) else 0


class Watch:
    """Ends an exchange at its time, wherever it hangs: in the name service, a handshake, a header or the body."""

    current = threading.local()

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds
        self._lines: list[socket.socket] = []
        self._lock = threading.Lock()

    def left(self) -> float:
        return max(0.05, self.end - time.monotonic())

    def over(self, exchange: Callable[[], requests.Response]) -> requests.Response:
        """Waiting is done here, work in a thread of its own; at the end its connections are cut."""
        outcome: list[Any] = [None, None]
        worker = threading.Thread(target=self._work, args=(exchange, outcome), daemon=True)
        worker.start()
        worker.join(self.left())
        late = worker.is_alive()
        self._cut()
        if late:
            worker.join(0.2)
            raise FetchTooSlow()
        response, error = outcome
        if error is not None:
            raise error
        return response  # type: ignore[no-any-return]

    def _work(self, exchange: Callable[[], requests.Response], outcome: list[Any]) -> None:
        Watch.current.watch = self
        try:
            outcome[:] = [exchange(), None]
        except BaseException as error:
            outcome[:] = [None, error]

    def add(self, line: socket.socket) -> socket.socket:
        """Its own handle on the connection: TLS takes the first one over."""
        with self._lock:
            self._lines.append(line.dup())
        if time.monotonic() > self.end:
            self._cut()
        return line

    def _cut(self) -> None:
        with self._lock:
            for line in self._lines:
                with suppress(OSError):
                    line.shutdown(socket.SHUT_RDWR)
                line.close()
            self._lines.clear()


class WatchedHTTP(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return Watch.current.watch.add(super()._new_conn())  # type: ignore[no-any-return]


class WatchedHTTPS(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return Watch.current.watch.add(super()._new_conn())  # type: ignore[no-any-return]


class WatchedHTTPPool(HTTPConnectionPool):
    ConnectionCls = WatchedHTTP  # type: ignore[assignment]


class WatchedHTTPSPool(HTTPSConnectionPool):
    ConnectionCls = WatchedHTTPS  # type: ignore[assignment]


WATCHED = {"http": WatchedHTTPPool, "https": WatchedHTTPSPool}
