"""Networks that may be signed in with, for one test."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from community.people.accounts.providers import Provider, tables
from tests.people.forms import submit


@pytest.fixture
def offer(app: Flask) -> Iterator[Callable[..., Provider]]:
    """`offer("mock", issuer, ...)`: this network, like the generic entry but for what is given."""
    generic = tables.tomllib.loads(tables.SHIPPED.read_text(encoding="utf-8"))["oidc"]
    shipped = app.extensions["providers"]
    app.extensions["providers"] = offered = {}

    def add(name: str, issuer: str, **changed: object) -> Provider:
        entry = {
            "label": name.capitalize(),
            "issuer": issuer,
            "client_id": "konektor",
            "client_secret": "a secret of ours",
        }
        entry |= {"loopback": [urlsplit(issuer).netloc]} if issuer.startswith("http://") else {}
        offered[name] = Provider(name=name, **{**generic, **entry, **changed})
        return offered[name]

    yield add
    app.extensions["providers"] = shipped
    app.extensions.pop("provider_answers", None)


def leave(browser: FlaskClient, name: str, **fields: object) -> str:
    """Press the button of the network; gives the address at the network."""
    answer = submit(
        browser,
        "/settings/identities" if fields.pop("linking", False) else f"/sign-in/{name}",
        fields,
        to=f"/sign-in/{name}",
    )
    assert answer.status_code == 303, answer.text
    return answer.location


def come_back(browser: FlaskClient, address: str) -> TestResponse:
    parts = urlsplit(address)
    return browser.get(f"{parts.path}?{parts.query}")
