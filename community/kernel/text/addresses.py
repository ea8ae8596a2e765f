"""Which addresses a text may link to, and which pictures may be shown without asking another host."""

import re
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

REL = "nofollow ugc noopener"
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
LONGEST = 2000
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
UNSEEN = re.compile(
    "[\x00-\x20\x7f-\xa0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]+"
)
WEB_HOST = re.compile(r"(?:[^\s/?#@:\[\]]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?\Z")
BARE_DOMAIN = re.compile(
    r"www\.[\w-]+(?:\.[\w-]+)+(?:[/?#]|\Z)|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net)(?:[/?#]|\Z)"
)
MEDIA = re.compile(r"/media/[A-Za-z0-9][A-Za-z0-9_\-]*(?:[./][A-Za-z0-9_\-]+)*\Z")


class Link(NamedTuple):
    href: str
    external: bool


def link_to(address: str, *, site: str | None = None, base: str | None = None) -> Link | None:
    """The link as a page may carry it, or None when it may carry none.

    `site` is our own base URL (its links are ours); `base` is where a foreign text stood (its relative links go there).
    """
    wanted = UNSEEN.sub("", address[: LONGEST + 1]).replace("\\", "/")
    if len(wanted) > LONGEST:
        return None
    if BARE_DOMAIN.match(wanted):
        wanted = "https://" + wanted
    try:
        return checked(urljoin(base, wanted) if base else wanted, site)
    except ValueError:
        return None


def checked(wanted: str, site: str | None) -> Link | None:
    if wanted.startswith("//"):
        wanted = "https:" + wanted
    scheme = SCHEME.match(wanted)
    if scheme is None:
        return (
            Link(wanted, external=False)
            if ":" not in wanted.partition("/")[0].partition("?")[0]
            else None
        )
    if scheme[1].lower() not in SCHEMES:
        return None
    if scheme[1].lower() in ("mailto", "tel"):
        return Link(wanted, external=False)
    if not wanted[scheme.end() :].startswith("//") or not WEB_HOST.match(urlsplit(wanted).netloc):
        return None
    return Link(wanted, external=not (site and same_site(wanted, site)))


def same_site(address: str, site: str) -> bool:
    one, other = urlsplit(address), urlsplit(site)
    return (one.scheme.lower(), one.netloc.lower()) == (other.scheme.lower(), other.netloc.lower())


def own_picture(address: str, *, site: str | None = None) -> str | None:
    """The path of one of our own media files, the only thing a text may show as a picture."""
    if site and address.startswith(site.rstrip("/") + "/"):
        address = address[len(site.rstrip("/")) :]
    return address if len(address) <= LONGEST and MEDIA.match(address) else None


def host_of(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
