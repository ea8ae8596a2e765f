"""An issuer that lies, forgets, is down or answers nonsense: nobody comes in, nothing breaks, the reader is told kindly."""

import json
import logging
import time
from collections.abc import Iterator

import pytest

from community.kernel.db import db
from community.people import accounts, members
from community.people.accounts.models import PendingSignIn
from community.people.accounts.providers import asking
from tests.people.accounts import stub_issuer
from tests.people.accounts.conftest import come_back, leave
from tests.people.forms import token_on


@pytest.fixture
def stub(offer) -> Iterator[stub_issuer.StubIssuer]:
    issuer = stub_issuer.started()
    offer("stub", issuer.issuer)
    yield issuer
    issuer.server.shutdown()
    issuer.server.server_close()


def attempt(client, stub):
    return come_back(client, stub.approve(leave(client, "stub")))


def refused(answer, status=502):
    return answer.status_code == status and db.session.query(PendingSignIn).count() == 0


def test_an_honest_stub_gets_to_the_consent_screen(client, stub):
    assert attempt(client, stub).location == "/sign-in/stub/consent"


@pytest.mark.parametrize(
    "sign",
    [
        stub_issuer.by_nobody, stub_issuer.by_the_public_key, stub_issuer.by_the_client_secret, stub_issuer.by_another_key,
        stub_issuer.with_a_demand, stub_issuer.altered,
    ],
    ids=lambda sign: sign.__name__,
)  # fmt: skip
def test_b8_signatures_that_prove_nothing_are_refused(client, stub, sign):
    stub.sign = sign
    assert refused(attempt(client, stub))


NOW = time.time()
WRONG = {
    "another issuer": {"iss": "https://evil.example"},
    "another audience": {"aud": "somebody-else"},
    "another audience, ours as azp": {"aud": "somebody-else", "azp": "konektor"},
    "ours among many, for another": {"aud": ["konektor", "other"], "azp": "other"},
    "another nonce": {"nonce": "of-yesterday"},
    "empty nonce": {"nonce": ""},
    "expired": {"exp": NOW - 600},
    "from the future": {"iat": NOW + 86_400, "exp": NOW + 90_000},
    "not yet": {"nbf": NOW + 86_400},
    "expiry as text": {"exp": "9999999999"},
    "expiry as true": {"exp": True},
    "no subject": {"sub": ""},
    "a number as subject": {"sub": 7},
    "another at_hash": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}


@pytest.mark.parametrize("claims", WRONG.values(), ids=WRONG)
def test_b8_claims_that_are_not_for_us_now_are_refused(client, stub, claims):
    stub.claims = claims
    assert refused(attempt(client, stub))


@pytest.mark.parametrize("name", ["iss", "sub", "aud", "exp", "iat", "nonce"])
def test_b8_a_missing_claim_is_refused(client, stub, name):
    stub.drop = (name,)
    assert refused(attempt(client, stub))


@pytest.mark.parametrize(
    "claims", [{"exp": NOW - 60}, {"iat": NOW + 60}], ids=["a minute late", "a minute early"]
)
def test_b8_clocks_may_differ_by_two_minutes(client, stub, claims):
    stub.claims = {name: value - NOW + time.time() for name, value in claims.items()}
    assert attempt(client, stub).status_code == 303


def test_b8_pkce_is_sent_and_needed(client, stub):
    attempt(client, stub)
    assert stub.asked["code_challenge_method"] == "S256" and len(stub.asked["code_challenge"]) == 43
    address = stub.approve(leave(client, "stub"))
    stub.asked["code_challenge"] = "of-somebody-else"
    db.session.query(PendingSignIn).delete()
    db.session.commit()
    assert refused(come_back(client, address))


def test_b8_another_issuer_in_the_way_back_is_refused_before_the_code_is_sent(client, stub):
    stub.back = {"iss": "https://evil.example"}
    assert refused(attempt(client, stub)) and stub.tokens_asked == 0


def test_b8_userinfo_of_somebody_else_is_refused(client, stub):
    stub.answers["/userinfo"] = lambda: (
        200,
        "application/json",
        b'{"sub": "victim", "email": "ada@fans.example"}',
    )
    assert refused(attempt(client, stub))


@pytest.mark.parametrize("verified", ["false", "true", 0, 1, None, [], {}, "yes"])
def test_b1_only_the_word_true_proves_an_address(client, cast, stub, verified):
    owner = cast.fan
    stub.claims = {"email": owner.email, "email_verified": verified}
    page = client.get(attempt(client, stub).location).text
    assert "You have an account here" not in page and members.identities(owner.member_id) == []


@pytest.mark.parametrize(
    "path", ["/.well-known/openid-configuration", "/jwks", "/token", "/userinfo"]
)
@pytest.mark.parametrize(
    "answer",
    [
        (500, "application/json", b"{}"), (200, "text/html", b"<h1>Maintenance</h1>"), (200, "application/json", b"[]"),
        (200, "application/json", b'"x"'), (200, "application/json", b"{" * 5000), (404, "text/plain", b""), (200, "application/json", b"[" * 100_000),
        (200, "application/json", b'{"issuer": 7, "keys": 7, "access_token": 7, "id_token": 7, "sub": []}'),
    ],
    ids=["500", "html", "list", "text", "deep", "404", "deeper", "strange"],
)  # fmt: skip
def test_k9_a_provider_that_is_down_or_changed_is_told_kindly(client, stub, path, answer):
    stub.answers[path] = lambda: answer
    page = client.get("/sign-in/stub")
    left = client.post("/sign-in/stub", data={"csrf_token": token_on(page)})
    told = left if left.status_code != 303 else come_back(client, stub.approve(left.location))
    assert refused(told) and "Stub" in told.text
    assert client.get("/sign-in").status_code == 200


def test_k9_a_slow_provider_ends_in_time_and_holds_no_lock(app, client, stub, monkeypatch):
    monkeypatch.setattr(asking, "SECONDS", 0.5)
    stub.answers["/token"] = lambda: time.sleep(3) or (200, "application/json", b"{}")
    before = time.monotonic()
    assert refused(attempt(client, stub))
    assert time.monotonic() - before < 2.5


def test_d1_an_issuer_may_not_lead_us_into_our_own_network(client, stub, offer):
    offer("stub", stub.issuer, loopback=[stub.issuer.removeprefix("http://"), "127.0.0.1:1"])
    described = {
        "issuer": stub.issuer, "authorization_endpoint": f"{stub.issuer}/authorization",
        "token_endpoint": "http://169.254.169.254/token", "jwks_uri": "https://10.0.0.1/keys",
    }  # fmt: skip
    stub.answers["/.well-known/openid-configuration"] = lambda: (
        200,
        "application/json",
        json.dumps(described).encode(),
    )
    page = client.get("/sign-in/stub")
    assert client.post("/sign-in/stub", data={"csrf_token": token_on(page)}).status_code == 502


def test_a_new_signing_key_is_fetched_once(app, client, stub, monkeypatch):
    attempt(client, stub)
    stub.key = stub_issuer.RSAKey.generate_key(2048, parameters={"kid": "two", "use": "sig"})
    stub.sign = lambda issuer, said: stub_issuer.jwt.encode(
        {"alg": "RS256", "kid": "two"}, said, issuer.key
    )
    shelf = app.extensions["provider_answers"]
    shelf[("stub", "keys")] = (time.monotonic() - 120, shelf[("stub", "keys")][1])
    assert attempt(app.test_client(), stub).status_code == 303
    assert asking.KEPT_FOR > 60


def test_b33_no_secret_of_a_sign_in_reaches_the_log(client, stub, caplog):
    caplog.set_level(logging.DEBUG)
    attempt(client, stub)
    stub.answers["/token"] = lambda: (500, "text/html", b"an-access-token")
    attempt(client, stub)
    for secret in ("a secret of ours", "an-access-token", "a-code"):
        assert secret not in caplog.text
    assert accounts.find(handle="stub") is None
