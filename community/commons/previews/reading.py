"""What a page says of itself: the words of its head, never its markup."""

import json
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from community.kernel import text

HEAD = 300_000
LONGEST_TITLE, LONGEST_ABOUT, LONGEST_SITE = 150, 240, 60
TITLES = ("og:title", "twitter:title")
ABOUTS = ("og:description", "description", "twitter:description")
PICTURES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image")


@dataclass(frozen=True)
class Said:
    title: str
    about: str
    site: str
    picture: str


class Head(HTMLParser):
    """Meta names and the title; what comes after the head is not read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.told: dict[str, str] = {}
        self.title = ""
        self.in_title = self.over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self.over = True
        elif tag == "title" and not self.title:
            self.in_title = True
        elif tag == "meta" and not self.over:
            named = dict(attrs)
            name = (named.get("property") or named.get("name") or "").lower()
            if name and named.get("content"):
                self.told.setdefault(name, str(named["content"])[:2000])

    def handle_endtag(self, tag: str) -> None:
        self.in_title = self.in_title and tag != "title"

    def handle_data(self, data: str) -> None:
        if self.in_title and len(self.title) < 2000:
            self.title += data


def of_page(body: bytes, content_type: str, address: str) -> Said:
    """`content_type` is the header as it came, for its charset."""
    head = Head()
    head.feed(_decoded(body[:HEAD], content_type))
    return _said(
        _first(head.told, TITLES) or head.title,
        _first(head.told, ABOUTS),
        head.told.get("og:site_name", ""),
        _first(head.told, PICTURES),
        address,
    )


def of_oembed(body: bytes, address: str) -> Said:
    """Only title, author, name and picture: the `html` it offers is not taken."""
    told = json.loads(body)
    if not isinstance(told, dict):
        told = {}
    words = {name: value for name, value in told.items() if isinstance(value, str)}
    return _said(
        words.get("title", ""),
        words.get("author_name", ""),
        words.get("provider_name", ""),
        words.get("thumbnail_url", ""),
        address,
    )


def _said(title: str, about: str, site: str, picture: str, address: str) -> Said:
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    return Said(
        title=text.excerpt(text.plain(title, 2000), LONGEST_TITLE),
        about=text.excerpt(text.plain(about, 2000), LONGEST_ABOUT),
        site=text.plain(site, LONGEST_SITE) or host,
        picture=urljoin(address, picture.strip()) if picture.strip() else "",
    )


def _first(told: dict[str, str], names: tuple[str, ...]) -> str:
    return next((told[name] for name in names if told.get(name, "").strip()), "")


def _decoded(body: bytes, content_type: str) -> str:
    named = content_type.lower().partition("charset=")[2].strip(" \"';")[:40]
    for code in (named, "utf-8"):
        try:
            return body.decode(code)
        except (LookupError, ValueError, UnicodeError):
            continue
    return body.decode("latin-1" if b"\xc3" not in body else "utf-8", "replace")
