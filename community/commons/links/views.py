"""Following a tracked link."""

import re
import secrets

from flask import current_app, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from community.commons.links import links, touches

KEPT_SECONDS = 30 * 24 * 3600
VISITOR = re.compile(r"[A-Za-z0-9_-]{16}")
ROBOT = re.compile(
    r"bot|crawl|spider|preview|facebookexternalhit|slurp|curl/|wget/|python-requests", re.I
)


def follow(code: str) -> ResponseReturnValue:
    """Count the arrival, give the browser a first-party number, and go on to the page."""
    link = links.find(code)
    answer = redirect(link.target, 302)
    answer.headers["Cache-Control"] = "no-store"
    if request.method == "GET" and not ROBOT.search(request.user_agent.string):
        visitor = (
            ""
            if _asked_not_to_be_known()
            else visitor_of(request.cookies) or secrets.token_urlsafe(12)
        )
        touches.note(link, visitor)
        if visitor:
            _remember(answer, f"{visitor}.{link.network}")
    return answer


def visitor_of(cookies: dict[str, str]) -> str:
    visitor = _visit_in(cookies).partition(".")[0]
    return visitor if VISITOR.fullmatch(visitor) else ""


def network_of(cookies: dict[str, str]) -> str:
    return _visit_in(cookies).partition(".")[2]


def _visit_in(cookies: dict[str, str]) -> str:
    return cookies.get(_cookie_name(), "")


def _remember(answer: Response, visit: str) -> None:
    answer.set_cookie(
        _cookie_name(), visit, KEPT_SECONDS, httponly=True, samesite="Lax", secure=_https()
    )


def _cookie_name() -> str:
    """With the prefix no neighbouring host and no plain connection can plant it."""
    return "__Host-visit" if _https() else "visit"


def _https() -> bool:
    return bool(current_app.extensions["config"].https)


def _asked_not_to_be_known() -> bool:
    return request.headers.get("Sec-GPC") == "1" or request.headers.get("DNT") == "1"
