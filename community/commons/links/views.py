"""Following a tracked link."""

import re
import secrets

from flask import current_app, redirect, request
from flask.typing import ResponseReturnValue

from community.commons.links import links, touches

COOKIE = "visit"
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
            secure = current_app.extensions["config"].https
            value = f"{visitor}.{link.network}"
            answer.set_cookie(
                COOKIE, value, KEPT_SECONDS, httponly=True, samesite="Lax", secure=secure
            )
    return answer


def visitor_of(cookies: dict[str, str]) -> str:
    visitor = cookies.get(COOKIE, "").partition(".")[0]
    return visitor if VISITOR.fullmatch(visitor) else ""


def _asked_not_to_be_known() -> bool:
    return request.headers.get("Sec-GPC") == "1" or request.headers.get("DNT") == "1"
