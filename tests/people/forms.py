"""A browser that fills in forms as people do: it fetches the page, keeps the token, sends the rest."""

import re
from html import unescape

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


def token_on(page: TestResponse) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text) or re.search(
        r'value="([^"]+)"[^>]*name="csrf_token"', page.text
    )
    assert found, f"no form on {page.request.path if page.request else page}"
    return unescape(found[1])


def submit(
    browser: FlaskClient,
    page: str,
    fields: dict[str, object] | None = None,
    to: str = "",
    **options: object,
) -> TestResponse:
    """Open `page` and send a form of it to `to` (the page itself by default)."""
    opened = browser.get(page)
    assert opened.status_code == 200, (page, opened.status_code)
    return browser.post(
        to or page, data={"csrf_token": token_on(opened), **(fields or {})}, **options
    )  # type: ignore[arg-type]


def link_in(text: str, path: str) -> str:
    """The path of the first link to `path` in a mail."""
    found = re.search(rf"https?://[^/\s]+({re.escape(path)}[A-Za-z0-9_\-]+)", text)
    assert found, text
    return found[1]
