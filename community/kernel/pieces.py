"""The shell around the pages: drawn once for all who see it the same in the same place, then kept for a while.

What differs from page to page stands in it as a mark that nobody can guess: where signing in leads back to,
and the token of its forms.
"""

import secrets
import time
from typing import Any, NamedTuple
from urllib.parse import quote

from flask import g, request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape

from community.kernel import i18n, web
from community.kernel.site import kept_with_site

KEPT_FOR = 300.0
MOST_KEPT = 300
NAVIGATION = ("rail", "lists", "boards", "tags")
DOORS = ("/", "/sign-in", "/sign-up")
MARKED = {*DOORS, "/boards", "/people", "/t/new", "/notifications"}
DIFFERENT_EACH_TIME = "/search"
BACK, TOKEN = secrets.token_hex(12), secrets.token_hex(12)


class Kept(NamedTuple):
    html: str
    until: float


def known_piece(name: str) -> Markup | None:
    """The piece as this reader sees it here; None where the template has to draw it and call `keep_piece`."""
    if request.path == DIFFERENT_EACH_TIME:
        return None
    key = (name, *_sight())
    kept: Kept | None = _shelf().get(key)
    if kept is None or kept.until < time.monotonic():
        g.drawing = key
        return None
    return _filled(kept.html)


def keep_piece(html: Any) -> Markup:
    key = g.pop("drawing", None)
    if key is None:
        return Markup(html)  # noqa: S704 - what our own template has drawn
    shelf = _shelf()
    if len(shelf) >= MOST_KEPT:
        shelf.clear()
    shelf[key] = Kept(str(html), time.monotonic() + KEPT_FOR)
    return _filled(shelf[key].html)


def return_here() -> Markup:
    """`?next=/this/page`, for a link to signing in."""
    if "drawing" in g:
        return Markup(BACK)  # noqa: S704 - letters and digits
    return Markup("") if request.path in DOORS else escape(f"?next={quote(request.path)}")


def form_token() -> str:
    return TOKEN if "drawing" in g else generate_csrf()


def _filled(html: str) -> Markup:
    if BACK in html:
        html = html.replace(BACK, return_here())
    if TOKEN in html:
        html = html.replace(TOKEN, generate_csrf())
    return Markup(html)  # noqa: S704 - kept as it was drawn


def _sight() -> tuple[Any, ...]:
    """Everything that the shell shows, so that two with the same sight may share it."""
    if "sight" not in g:
        reader = web.actor()
        g.sight = (i18n.language(), _place(reader), *(_of(reader) if reader.signed_in else ()))
    return g.sight


def _of(reader: Any) -> tuple[Any, ...]:
    person = (reader.id, reader.handle, reader.name, reader.avatar_url, reader.roles, reader.level)
    return (
        *person,
        reader.suspended,
        reader.unread_notifications,
        reader.unread_messages,
        *web.navigation_counts(NAVIGATION),
    )


def _place(reader: Any) -> str:
    """The address, if something in the shell is marked there as current."""
    here = request.path
    if here in MARKED or here == f"/@{reader.handle}":
        return here
    entries, key = _shelf(), ("entries", reader.roles)
    if key not in entries or entries[key].until < time.monotonic():
        urls = " ".join(entry["url"] for place in NAVIGATION for entry in web.navigation(place))
        entries[key] = Kept(f" {urls} ", time.monotonic() + KEPT_FOR)
    return here if f" {here} " in entries[key].html else ""


@kept_with_site
def _shelf() -> dict[Any, Kept]:
    return {}
