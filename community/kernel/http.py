"""Asking other machines: public addresses only, each hop checked, bounded in time and size."""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

import requests

from community import __version__
from community.kernel.guarded_adapter import (
    FetchFailed,
    FetchRefused,
    FetchTooLarge,
    FetchTooSlow,
    GuardedAdapter,
    Places,
)

__all__ = [
    "FetchFailed",
    "FetchRefused",
    "FetchTooLarge",
    "FetchTooSlow",
    "Fetched",
    "fetch",
    "guard",
    "session_for",
]

AGENT = f"Konektor/{__version__}"
WEB_ADDRESS = re.compile(r"https?://[^/\\\x00-\x20][^\\\x00-\x20]{0,1990}\Z", re.IGNORECASE)
MOVED = {301, 302, 303, 307, 308}
AnySession = TypeVar("AnySession", bound=requests.Session)


@dataclass(frozen=True)
class Fetched:
    """`headers` have lower-case names; `body` is decoded, at most `max_bytes`."""

    url: str
    status: int
    content_type: str
    body: bytes
    headers: Mapping[str, str]


def fetch(
    url: str,
    *,
    max_bytes: int = 1_000_000,
    timeout: float = 5.0,
    max_redirects: int = 3,
    accept: tuple[str, ...] = (),
    method: str = "GET",
    data: bytes | Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    allow: Places = frozenset(),
) -> Fetched:
    """`timeout` is for everything together; `accept` lists content types. Raises FetchRefused or FetchFailed.

    Only GET and HEAD follow redirects; headers given here stay with the host they were given for.
    """
    end = time.monotonic() + timeout
    sent = {"Accept": ", ".join(accept) or "*/*", "User-Agent": AGENT, **(headers or {})}
    for _hop in range(max_redirects + 1):
        left = end - time.monotonic()
        if left <= 0:
            raise FetchTooSlow()
        with guard(
            requests.Session(), allow, seconds=left, max_bytes=max_bytes, accept=accept
        ) as session:
            response = session.send(prepared(method, url, sent, data), allow_redirects=False)
        target = response.headers.get("Location")
        if response.status_code not in MOVED or not target or method not in ("GET", "HEAD"):
            return fetched(response)
        onward = urljoin(url, target)
        sent = (
            sent
            if same_origin(url, onward)
            else {name: sent[name] for name in ("Accept", "User-Agent")}
        )
        url = onward
    raise FetchFailed()


def prepared(
    method: str, url: str, headers: Mapping[str, str], data: bytes | Mapping[str, str] | None
) -> requests.PreparedRequest:
    if not WEB_ADDRESS.match(url):
        raise FetchRefused()
    kept = {**headers, "Accept-Encoding": "gzip, deflate", "Connection": "close"}
    try:
        return requests.Request(method, url, headers=kept, data=data).prepare()
    except (requests.exceptions.RequestException, ValueError) as error:
        raise FetchRefused() from error


def fetched(response: requests.Response) -> Fetched:
    names = {name.lower(): value for name, value in response.headers.items()}
    kind = names.get("content-type", "").partition(";")[0].strip().lower()
    return Fetched(str(response.url), response.status_code, kind, response.content, names)


def same_origin(one: str, other: str) -> bool:
    here, there = urlsplit(one), urlsplit(other)
    return (here.scheme, here.netloc.lower()) == (there.scheme, there.netloc.lower())


def session_for(
    allow: Places = frozenset(), *, seconds: float = 10.0, max_bytes: int = 1_000_000
) -> requests.Session:
    """A requests session behind the same guard."""
    return guard(requests.Session(), allow, seconds=seconds, max_bytes=max_bytes)


def guard(
    session: AnySession,
    allow: Places = frozenset(),
    *,
    seconds: float = 10.0,
    max_bytes: int = 1_000_000,
    accept: tuple[str, ...] = (),
) -> AnySession:
    """Puts any requests session, Authlib's OAuth2Session too, behind the guard; `seconds` hold for each hop."""
    adapter = GuardedAdapter(allow, seconds=seconds, max_bytes=max_bytes, accept=accept)
    session.adapters.clear()
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    session.trust_env = False
    session.max_redirects = 3
    session.headers["User-Agent"] = AGENT
    return session
