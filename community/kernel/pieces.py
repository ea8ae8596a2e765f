"""Parts of the shell that look the same to all strangers: drawn once, then kept for a while."""

import time
from collections.abc import Callable
from typing import Any, NamedTuple

from flask import request

from community.kernel import i18n, web
from community.kernel.site import kept_with_site

KEPT_FOR = 300.0
PLACES = ("rail", "lists", "boards", "tags")


class Drawn(NamedTuple):
    html: Any
    until: float


def same_for_strangers(name: str, draw: Callable[[], Any]) -> Any:
    """What `draw()` gives; for readers without an account once per language and marked address."""
    if web.actor().signed_in:
        return draw()
    shelf, now = _shelf(), time.monotonic()
    here = request.path if request.path in shelf.get("marked", ()) else ""
    kept: Drawn | None = shelf.get((name, i18n.language(), here))
    if kept is None or kept.until < now:
        entries = [entry["url"] for place in PLACES for entry in web.navigation(place)]
        shelf["marked"] = frozenset(entries)
        here = request.path if request.path in entries else ""
        kept = shelf[name, i18n.language(), here] = Drawn(draw(), now + KEPT_FOR)
    return kept.html


@kept_with_site
def _shelf() -> dict[Any, Any]:
    return {}
