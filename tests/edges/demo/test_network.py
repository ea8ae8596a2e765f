"""The demo network, run as its own process as the demo does."""

import re
import sys
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from community.config import Config
from community.people import accounts
from community.people.accounts.providers import tables
from tests.people.forms import submit
from tests.real.processes import free_port, server


@pytest.fixture(scope="module")
def network() -> Iterator[str]:
    port = free_port()
    with server([sys.executable, "-m", "community.edges.demo.network", "--port", str(port)], port):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def offered(app, network):
    """The community offers it as it does under --demo; only the port is the test's."""
    shipped = app.extensions["providers"]
    port = urlsplit(network).port or 0
    config = Config(demo=True, base_url=f"http://127.0.0.1:{port - 1}")
    app.extensions["providers"] = tables.load(config)
    yield network
    app.extensions["providers"] = shipped
    app.extensions.pop("provider_answers", None)


def leave(browser):
    return submit(browser, "/sign-in/fjordbook").location


def choose(address, subject):
    """Press the button of this person; gives the address one is sent back to."""
    page = requests.get(address, timeout=5)
    fields = {
        name: unescape(value)
        for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text)
    }
    answer = requests.post(
        address.partition("?")[0],
        data={**fields, "subject": subject},
        allow_redirects=False,
        timeout=5,
    )
    return answer.headers["Location"]


def back(browser, address):
    return browser.get(f"{urlsplit(address).path}?{urlsplit(address).query}")


def test_an_invented_person_joins(client, offered):
    answer = back(client, choose(leave(client), "fb-1004"))
    assert answer.location == "/sign-in/fjordbook/consent"
    page = client.get(answer.location).text
    assert "پریسا رستمی" in page and "شیراز" in page and "Fjordbook (demo)" in page
    submit(
        client,
        answer.location,
        {"handle": "parisa", "language": "fa", "field": ["name", "email", "place"]},
    )
    joined = accounts.find(handle="parisa")
    assert joined.name == "پریسا رستمی" and joined.confirmed


def test_an_invented_person_may_decline(client, offered):
    assert back(client, choose(leave(client), "")).status_code == 400


def test_a_person_without_an_address_joins_all_the_same(client, offered):
    answer = back(client, choose(leave(client), "fb-1003"))
    submit(client, answer.location, {"handle": "putri.m", "language": "id", "field": ["name"]})
    assert accounts.find(handle="putri.m").email is None


def test_the_network_keeps_to_its_own_rules(network):
    described = requests.get(f"{network}/.well-known/openid-configuration", timeout=5).json()
    assert (
        described["issuer"] == network
        and "private" not in requests.get(described["jwks_uri"], timeout=5).text
    )
    good = {
        "client_id": "konektor-demo",
        "redirect_uri": "http://127.0.0.1:1/back",
        "state": "s",
        "nonce": "n",
        "code_challenge": "c" * 43,
        "code_challenge_method": "S256",
    }
    for wrong in (
        {"client_id": "x"},
        {"redirect_uri": "https://evil.example/"},
        {"redirect_uri": ""},
        {"code_challenge": ""},
        {"code_challenge_method": "plain"},
    ):
        assert (
            requests.get(
                described["authorization_endpoint"], params=good | wrong, timeout=5
            ).status_code
            == 400
        )
    code = parse_qs(
        urlsplit(
            choose(
                requests.Request("GET", described["authorization_endpoint"], params=good)
                .prepare()
                .url,
                "fb-1001",
            )
        ).query
    )["code"][0]
    form = {
        "code": code,
        "client_id": "konektor-demo",
        "redirect_uri": good["redirect_uri"],
        "code_verifier": "not this",
    }
    for _again in range(2):
        assert requests.post(described["token_endpoint"], data=form, timeout=5).json() == {
            "error": "invalid_grant"
        }
    assert (
        requests.get(
            described["userinfo_endpoint"], headers={"Authorization": "Bearer x"}, timeout=5
        ).status_code
        == 401
    )
