"""Where a post from elsewhere was first said, and under which licence: one quiet line."""

import re
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

CREATIVE_COMMONS = re.compile(r"CC (BY(?:-(?:NC|ND|SA))*) (\d\.\d)\Z")
LINK = Markup('<a href="{}"{}>{}</a>')
FOREIGN = Markup(' rel="nofollow ugc noopener"')
LICENCE = Markup(' rel="license noopener"')


def origin_of(origin: dict[str, Any] | None, say: dict[str, Any]) -> Markup:
    """`origin` is as Post.origin has it; empty for what was said here."""
    if not origin or not (place := origin.get("place")):
        return Markup()
    url, licence = origin.get("url", ""), origin.get("license", "")
    known = _linked(place, url, FOREIGN) if url.startswith(("https://", "http://")) else place
    sentence = escape(say["origin_licensed" if licence else "origin"])
    return sentence % {"place": known, "licence": _licence(licence)}


@lru_cache(maxsize=64)
def _licence(name: str) -> Markup | str:
    found = CREATIVE_COMMONS.match(name)
    if not found:
        return name
    deed = f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/"
    return _linked(name, deed, LICENCE)


def _linked(words: str, address: str, rel: Markup) -> Markup:
    return LINK.format(address, rel, words)
