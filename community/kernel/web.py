"""How views answer: a page, a fragment of it, or a way on; and what every page shows around them."""

import secrets
from typing import Any
from urllib.parse import urlsplit

from flask import Response, current_app, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from flask_wtf.csrf import CSRFProtect

from community.kernel import i18n
from community.kernel.permissions import may
from community.kernel.room import house
from community.kernel.slots import Entry, EntryList


class Guard(CSRFProtect):
    """Looks at changes only, before anything else is asked."""

    def protect(self, apply_exemptions: bool = False) -> None:
        if request.method in current_app.config["WTF_CSRF_METHODS"]:
            super().protect(apply_exemptions)


csrf = Guard()
login = LoginManager()


def actor() -> Any:
    """Who acts in this request: an account, or NOBODY."""
    return current_user._get_current_object()  # type: ignore[attr-defined]


def page(template: str, status: int = 200, **context: Any) -> Response:
    """A whole page, with what every layout needs."""
    return Response(render_template(template, **(_surroundings() | context)), status)


def answer(template: str, fragment: str, status: int = 200, **context: Any) -> Response:
    """The `fragment` template for htmx, the whole page for everybody else."""
    if is_fragment():
        return Response(render_template(fragment, **(_surroundings() | context)), status)
    return page(template, status, **context)


def piece(template: str, **context: Any) -> str:
    """The HTML of a part of a page."""
    return render_template(template, **(_surroundings() | context))


def is_fragment() -> bool:
    return (
        request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"
    )


def wants_json() -> bool:
    return request.path.startswith("/api/") or request.accept_mimetypes.best == "application/json"


def see_other(path: str) -> ResponseReturnValue:
    """303 to a page of this site."""
    return redirect(local(path), 303)


def local(path: str | None, otherwise: str = "/") -> str:
    """`path` if it stays on this site, else `otherwise`: the guard against open redirects."""
    if not path or not path.startswith("/") or path.startswith(("//", "/\\")):
        return otherwise
    if any(ord(letter) < 33 or letter == "\\" for letter in path) or len(path) > 2000:
        return otherwise
    parts = urlsplit(path)
    return otherwise if parts.scheme or parts.netloc else path


def external(path: str) -> str:
    """The address to write in mails and feeds; never taken from the request."""
    return current_app.extensions["config"].base_url + path


def personal() -> bool:
    """Whether the request may come from somebody signed in; such answers are for them alone."""
    names = current_app.config["SESSION_COOKIE_NAME"], current_app.config["REMEMBER_COOKIE_NAME"]
    return any(name in request.cookies for name in names)


def csp_nonce() -> str:
    """For the rare page that needs an inline script; pages without one carry no nonce."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return g.nonce


def navigation(place: str) -> list[dict[str, Any]]:
    """The entries of one place that this reader may use, in order."""
    reader, slots = actor(), house().slots
    entries: list[tuple[int, dict[str, Any]]] = []
    for entry in slots.of(Entry):
        if entry.place == place and (not entry.permission or may(reader, entry.permission)):
            count = entry.count(reader) if entry.count else 0
            entries.append(
                (
                    entry.order,
                    {"label": entry.label, "url": entry.path, "icon": entry.icon, "count": count},
                )
            )
    for listed in slots.of(EntryList):
        if listed.place == place:
            entries.extend((listed.order, each) for each in listed.load(reader))
    return [
        {**each, "current": request.path == each["url"]}
        for _, each in sorted(entries, key=lambda pair: pair[0])
    ]


def navigation_counts(places: tuple[str, ...]) -> list[int]:
    """The small numbers beside the entries of these places, for this reader."""
    reader = actor()
    counted = [each for each in house().slots.of(Entry) if each.count and each.place in places]
    return [
        each.count(reader)
        for each in counted
        if not each.permission or may(reader, each.permission)
    ]


def _surroundings() -> dict[str, Any]:
    around: dict[str, Any] = {
        "actor": actor(),
        "locale": i18n.language(),
        "direction": i18n.direction(),
        "_": i18n.words_of_this_page(),
    }
    for room in house().rooms:
        if room.context:
            around.update(room.context())
    return around
