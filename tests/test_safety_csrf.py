"""B29: every change of the whole house needs a token of this very session, whatever dress the request wears."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from community.kernel.permissions import signed_in
from community.kernel.room import house
from tests.people.forms import token_on

CHANGES = {"POST", "PUT", "PATCH", "DELETE"}
VALUES = {
    "int": "1",
    "default": "x",
    "path": "x",
    "string": "x",
    "uuid": "00000000-0000-0000-0000-000000000000",
    "float": "1.0",
}
WITHOUT_COOKIES = (
    "/api/",
    "/go/",
    "/hooks/",
    "/unsubscribe/",
    "/inbox",
    "/idp/",
)  # tokens or signatures in the request, never the session


def address(rule: Rule) -> str:
    return re.sub(
        r"<(?:(\w+)(?:\([^)]*\))?:)?\w+>", lambda found: VALUES[found[1] or "default"], rule.rule
    )


def changes(app: Flask) -> list[tuple[str, str, str]]:
    return [
        (method, address(rule), rule.endpoint)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) & CHANGES)
        if app.extensions["routes"][rule.endpoint].csrf is not False
    ]


def exempt(app: Flask) -> list[str]:
    return [
        rule.rule
        for rule in app.url_map.iter_rules()
        if (rule.methods or set()) & CHANGES and not protected(app, rule)
    ]


def protected(app: Flask, rule: Rule) -> bool:
    route = app.extensions["routes"].get(rule.endpoint)
    return route is None or route.csrf


@pytest.fixture
def staff(cast, sign_in) -> FlaskClient:
    """Somebody who may nearly everything, so that only the missing token stands in the way."""
    return sign_in(cast.operator)


def refused(app: Flask, browser: FlaskClient, **options: object) -> list[str]:
    """The addresses that took a change all the same."""
    taken = []
    for method, path, endpoint in changes(app):
        answer = browser.open(path, method=method, **options)  # type: ignore[arg-type]
        if answer.status_code != 400:
            taken.append(f"{method} {path} ({endpoint}) answered {answer.status_code}")
    return taken


def test_there_are_changes_to_protect(app):
    assert len(changes(app)) > 30


def test_b29_only_machines_with_their_own_proof_are_exempt(app):
    assert [rule for rule in exempt(app) if not rule.startswith(WITHOUT_COOKIES)] == []


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"data": {"csrf_token": ""}},
        {"data": {"csrf_token": "made-up"}},
        {"data": '{"title": "x"}', "content_type": "text/plain"},
        {"json": {"title": "x"}},
        {"headers": {"Origin": "null"}},
        {"headers": {"Origin": "https://evil.example", "Referer": "https://evil.example/"}},
        {"headers": {"X-CSRFToken": "made-up", "HX-Request": "true"}},
        {"data": {"x": "y"}, "content_type": "multipart/form-data"},
        {"query_string": {"csrf_token": "made-up", "_method": "POST"}},
    ],
    ids=[
        "none",
        "empty",
        "made up",
        "text/plain",
        "json",
        "null origin",
        "other origin",
        "htmx",
        "multipart",
        "query",
    ],
)
def test_b29_no_change_without_a_token(app, staff, options):
    assert refused(app, staff, **options) == []


def test_b29_no_change_with_a_token_of_another_session(app, staff):
    stranger = app.test_client()
    foreign = token_on(stranger.get("/sign-in"))
    assert refused(app, staff, data={"csrf_token": foreign}) == []
    assert refused(app, staff, headers={"X-CSRFToken": foreign}) == []


def test_b29_no_change_with_the_token_of_before_signing_in(app, cast, client):
    from tests.cast import password_of

    before = token_on(client.get("/sign-in"))
    client.post(
        "/sign-in",
        data={"csrf_token": before, "email": cast.operator.email, "password": password_of("olga")},
    )
    assert client.get("/settings/account").status_code == 200
    assert refused(app, client, data={"csrf_token": before}) == []


def test_b29_a_get_changes_nothing_even_where_a_post_does(app, staff):
    """Every address of a change that also answers GET only shows something."""
    for method, path, endpoint in changes(app):
        route = app.extensions["routes"].get(endpoint)
        assert route is None or "GET" not in route.methods, (method, path)


def test_c11_no_address_of_staff_opens_to_a_fan(app, cast, sign_in):
    """Staff pages, marketing pages and administration refuse by rule, not by not being linked."""
    browser = sign_in(cast.fan)
    token = token_on(browser.get("/settings/account"))
    opened = []
    for rule in app.url_map.iter_rules():
        path = address(rule)
        if not path.startswith(("/staff", "/marketing", "/admin")):
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            answer = browser.open(
                path, method=method, data={"csrf_token": token} if method in CHANGES else None
            )
            if answer.status_code not in (403, 404):
                opened.append(f"{method} {path} answered {answer.status_code}")
    assert opened == []
    assert house().rules["accounts.administer"].who is not signed_in
