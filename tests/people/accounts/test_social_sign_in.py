"""Signing in with networks: two real issuers that nobody of this project wrote."""

from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image

from community.kernel import clock, http
from community.kernel.db import db
from community.people import accounts, consent, members
from tests.cast import password_of
from tests.people.accounts.conftest import come_back, leave
from tests.people.forms import link_in, submit

ELIN = {
    "name": "Elin Haugen",
    "email": "elin@fans.example",
    "email_verified": True,
    "locale": "de-DE",
    "preferred_username": "elin.h",
}
ALL = ["name", "email", "handle", "language"]
CALLBACK = "http://127.0.0.1:8000/sign-in/{}/return"


@pytest.fixture
def mock(offer, oidc_mock):
    offer("mock", oidc_mock.issuer)
    return oidc_mock


@pytest.fixture
def node(offer, oidc_node):
    client_id, secret = oidc_node.register(CALLBACK.format("node"))
    offer("node", oidc_node.issuer, client_id=client_id, client_secret=secret)
    return oidc_node


def arrive(browser, network, name, subject, claims, **fields):
    """To the network, be this person there, and come back."""
    network.set_user(subject, **claims)
    return come_back(browser, network.approve(leave(browser, name, **fields), subject))


def join(browser, network, name, subject, claims, handle, **fields):
    answer = arrive(browser, network, name, subject, claims)
    assert answer.location == f"/sign-in/{name}/consent", answer.location
    return submit(
        browser, answer.location, {"handle": handle, "language": "en", "field": ALL} | fields
    )


def signed_in(browser):
    return browser.get("/settings/account").status_code == 200


@pytest.mark.parametrize("name", ["mock", "node"])
def test_a_new_person_sees_what_arrives_and_joins(request, client, name):
    network = request.getfixturevalue(name)
    answer = arrive(client, network, name, "sub-1", ELIN, next="/latest?page=2")
    page = client.get(answer.location).text
    for shown in ("Elin Haugen", "elin@fans.example", "elin.h"):
        assert shown in page
    assert 'name="purpose" value="newsletter" aria-describedby="purpose-newsletter-help">' in page
    answer = submit(
        client,
        answer.location,
        {"handle": "elin", "language": "de", "field": ALL, "purpose": ["newsletter"]},
    )
    assert (answer.status_code, answer.location) == (303, "/latest?page=2")
    account = accounts.find(handle="elin")
    assert (account.email, account.confirmed, account.name, account.password_hash) == (
        "elin@fans.example",
        True,
        "Elin Haugen",
        None,
    )
    assert set(consent.in_force(account.member_id)) == {"service", "newsletter"}
    told = members.winners(account.member_id, "segment")
    assert (told["name"].method, told["name"].source, told["language"].value) == (
        "provider",
        name,
        "de",
    )
    assert "email" not in members.winners(account.member_id, "show") and "email" in members.winners(
        account.member_id, "message"
    )
    assert signed_in(client)


@pytest.mark.parametrize("name", ["mock", "node"])
def test_the_next_time_one_tap_is_enough_and_facts_are_fresh(request, app, client, name):
    network = request.getfixturevalue(name)
    join(client, network, name, "sub-2", ELIN, "elin")
    again = app.test_client()
    answer = arrive(again, network, name, "sub-2", ELIN | {"name": "Elin H. Dahl"}, next="/b/ski")
    assert (answer.status_code, answer.location) == (303, "/b/ski")
    account = accounts.find(handle="elin")
    assert members.winners(account.member_id)["name"].value == "Elin H. Dahl"
    assert len(members.facts(account.member_id)) == 5 and account.name == "Elin Haugen"


def test_declined_fields_are_not_kept_now_or_later(app, client, mock):
    join(client, mock, "mock", "sub-3", ELIN, "elin", field=["language"])
    account = accounts.find(handle="elin")
    assert account.email is None and account.name == "elin"
    arrive(app.test_client(), mock, "mock", "sub-3", ELIN | {"name": "Other"})
    assert {fact.field for fact in members.facts(account.member_id)} == {"language"}


def test_stopping_forgets_what_the_network_told(client, mock):
    arrive(client, mock, "mock", "sub-4", ELIN)
    submit(client, "/sign-in/mock/consent", to="/sign-in/link/removal")
    assert client.get("/sign-in/mock/consent").status_code == 410
    from community.people.accounts.models import PendingSignIn

    assert db.session.query(PendingSignIn).count() == 0


@pytest.mark.parametrize("verified", [False, None, "false", 0, "true"])
def test_b1_an_address_nobody_proved_never_joins(app, client, cast, mock, work, mails, verified):
    owner = cast.fan
    claims = ELIN | {"email": owner.email, "email_verified": verified}
    answer = arrive(client, mock, "mock", f"sub-{verified}", claims)
    assert "Sign in to it, and link this login" in client.get(answer.location).text
    submit(client, answer.location, {"handle": "elin", "language": "en", "field": ALL})
    newcomer = accounts.find(handle="elin")
    assert newcomer.id != owner.id and newcomer.email is None
    assert members.identities(owner.member_id) == []
    work()
    assert "/confirm/" not in "".join(mail.get_body(("plain",)).get_content() for mail in mails())


def test_b1_a_proved_address_asks_to_sign_in_to_the_old_account_and_links_then(client, cast, mock):
    owner = cast.fan
    answer = arrive(client, mock, "mock", "sub-5", ELIN | {"email": owner.email})
    assert "You have an account here" in client.get(answer.location).text
    refused = client.post(
        answer.location,
        data={
            "csrf_token": client.get(answer.location)
            .text.split('csrf_token" value="')[1]
            .split('"')[0],
            "handle": "elin",
            "language": "en",
            "field": ALL,
        },
    )
    assert refused.status_code == 409 and accounts.find(handle="elin") is None
    answer = submit(client, "/sign-in", {"email": owner.email, "password": password_of("ada")})
    assert answer.location == "/sign-in/link"
    submit(client, "/sign-in/link", {"field": ["name"]})
    assert [each.provider for each in members.identities(owner.member_id)] == ["mock"]


def test_b3_who_waited_under_the_victims_address_is_out_once_it_is_proved(
    app, client, mock, work, mails
):
    """Attacker joins first with the victim's unconfirmed address, a password, a session, a linked login and a pending change."""
    attacker = app.test_client()
    submit(
        attacker,
        "/sign-up",
        {
            "email": "elin@fans.example",
            "password": "attackers own words",
            "handle": "early",
            "language": "en",
        },
    )
    submit(attacker, "/sign-in", {"email": "elin@fans.example", "password": "attackers own words"})
    arrive(attacker, mock, "mock", "attackers-sub", {"name": "Eve"}, linking=True)
    submit(attacker, "/sign-in/link")
    submit(
        attacker,
        "/settings/account",
        {"email": "eve@evil.example", "current": "attackers own words"},
        to="/settings/email",
    )
    work()
    pending = link_in(mails()[-1].get_body(("plain",)).get_content(), "/settings/email/")
    early = accounts.find(handle="early")
    assert signed_in(attacker) and len(members.identities(early.member_id)) == 1

    join(client, mock, "mock", "victims-sub", ELIN, "elin")
    assert accounts.find(email="elin@fans.example").handle == "elin"
    assert not signed_in(attacker) and signed_in(client)
    assert (
        submit(
            app.test_client(),
            "/sign-in",
            {"email": "elin@fans.example", "password": "attackers own words"},
        ).status_code
        == 401
    )
    assert attacker.get(pending).status_code == 410
    assert (
        arrive(app.test_client(), mock, "mock", "attackers-sub", {"name": "Eve"}).location
        == "/sign-in/mock/consent"
    )


def test_b5_the_subject_is_the_key_not_the_address(app, client, mock, offer, oidc_mock):
    join(client, mock, "mock", "sub-6", ELIN, "elin")
    answer = arrive(app.test_client(), mock, "mock", "sub-7", ELIN)
    assert answer.location == "/sign-in/mock/consent"
    offer("other", oidc_mock.issuer)
    assert (
        arrive(app.test_client(), mock, "other", "sub-6", ELIN).location == "/sign-in/other/consent"
    )


def test_b6_the_way_back_belongs_to_the_browser_that_left(app, client, cast, sign_in, mock):
    mock.set_user("sub-8", **ELIN)
    callback = mock.approve(leave(client, "mock"), "sub-8")
    stranger, other_flow, victim = app.test_client(), app.test_client(), sign_in(cast.fan)
    leave(other_flow, "mock")
    for browser in (stranger, other_flow, victim):
        assert come_back(browser, callback).status_code == 400
    assert (
        not signed_in(stranger)
        and not signed_in(other_flow)
        and members.identities(cast.fan.member_id) == []
    )
    assert come_back(client, callback).status_code == 303
    assert come_back(client, callback).status_code == 400


def test_b6_linking_belongs_to_the_account_that_began_it(app, client, cast, sign_in, mock):
    mock.set_user("sub-9", **ELIN)
    browser = sign_in(cast.fan)
    callback = mock.approve(leave(browser, "mock", linking=True), "sub-9")
    submit(browser, "/sign-out")
    assert come_back(browser, callback).status_code == 400
    browser = sign_in(cast.fan)
    callback = mock.approve(leave(browser, "mock", linking=True), "sub-9")
    with browser.session_transaction() as session:
        session["_user_id"] = accounts.begin_sign_in(cast.second_fan)
        db.session.commit()
    assert come_back(browser, callback).status_code == 400
    assert members.identities(cast.second_fan.member_id) == []


def test_b6_state_is_long_and_new_each_time(client, mock):
    states = {parse_qs(urlsplit(leave(client, "mock")).query)["state"][0] for _ in range(5)}
    assert len(states) == 5 and min(map(len, states)) >= 22


def test_b12_linking_gives_a_new_session_and_the_old_one_is_dead(app, cast, sign_in, mock):
    browser = sign_in(cast.fan)
    before = browser.get_cookie("session").value
    arrive(browser, mock, "mock", "sub-10", ELIN, linking=True)
    submit(browser, "/sign-in/link", {"field": ["name"]})
    assert signed_in(browser)
    old = app.test_client()
    old.set_cookie("session", before)
    assert not signed_in(old)


def test_b13_unlinking_ends_other_sessions_and_withdraws_what_was_told(
    app, client, mock, cast, sign_in
):
    other = sign_in(cast.fan)
    browser = sign_in(cast.fan)
    arrive(browser, mock, "mock", "sub-11", ELIN, linking=True)
    submit(browser, "/sign-in/link", {"field": ALL})
    identity = members.identities(cast.fan.member_id)[0]
    assert "name" in members.winners(cast.fan.member_id)
    submit(browser, "/settings/identities", to=f"/settings/identities/{identity.id}/removal")
    assert signed_in(browser) and not signed_in(other)
    assert members.facts(cast.fan.member_id) == []
    assert (
        arrive(app.test_client(), mock, "mock", "sub-11", ELIN).location == "/sign-in/mock/consent"
    )


def test_the_last_way_in_cannot_be_unlinked(client, mock):
    join(client, mock, "mock", "sub-12", ELIN, "elin")
    identity = members.identities(accounts.find(handle="elin").member_id)[0]
    answer = submit(
        client, "/settings/identities", to=f"/settings/identities/{identity.id}/removal"
    )
    assert answer.status_code == 409 and "only way to sign in" in answer.text


def test_a_login_of_somebody_else_cannot_be_linked(app, client, cast, sign_in, mock):
    join(client, mock, "mock", "sub-13", ELIN, "elin")
    browser = sign_in(cast.fan)
    answer = arrive(browser, mock, "mock", "sub-13", ELIN, linking=True)
    assert answer.status_code == 409 and members.identities(cast.fan.member_id) == []


def test_i5_a_suspended_account_does_not_come_in_by_a_network(app, client, cast, mock):
    join(client, mock, "mock", "sub-14", ELIN, "elin")
    accounts.suspend(
        accounts.find(handle="elin"),
        by=cast.moderator,
        reason="Rude.",
        until=clock.now() + timedelta(days=1),
    )
    db.session.commit()
    browser = app.test_client()
    answer = arrive(browser, mock, "mock", "sub-14", ELIN)
    assert answer.status_code == 403 and not signed_in(browser)


def test_denying_at_the_network_is_told_kindly(client, mock):
    answer = come_back(client, mock.deny(leave(client, "mock")))
    assert answer.status_code == 400 and "nothing was taken over" in answer.text


def test_a16_what_a_network_says_about_an_error_is_not_repeated(client, mock):
    vector = '"><img src=x onerror=alert(1)>'
    state = parse_qs(urlsplit(leave(client, "mock")).query)["state"][0]
    answer = client.get(
        "/sign-in/mock/return",
        query_string={"state": state, "error": vector, "error_description": vector},
    )
    assert answer.status_code == 400 and "onerror" not in answer.text.replace("&lt;img", "")


def test_a6_names_from_a_network_are_text(client, mock):
    vector = '"><img src=x onerror=alert(1)>'
    answer = arrive(
        client,
        mock,
        "mock",
        "sub-15",
        ELIN | {"name": vector, "preferred_username": vector, "locale": vector},
    )
    assert "<img src=x" not in client.get(answer.location).text
    submit(client, answer.location, {"handle": "elin", "language": "en", "field": ALL})
    for page in ("/settings/profile", "/settings/identities", "/me/record"):
        assert "<img src=x" not in client.get(page).text


def test_c13_fields_that_did_not_arrive_cannot_be_invented(client, mock):
    extra = {
        "field": [*ALL, "roles", "birthday"],
        "roles": "admin",
        "birthday": "1900",
        "email": "other@evil.example",
        "email_verified": "1",
    }
    join(client, mock, "mock", "sub-16", ELIN, "elin", **extra)
    account = accounts.find(handle="elin")
    assert account.email == "elin@fans.example" and account.roles == {"fan"}
    assert "birthday" not in members.winners(account.member_id)


def test_an_address_that_is_not_proved_gets_a_link(client, mock, work, mails):
    join(client, mock, "mock", "sub-17", ELIN | {"email_verified": False}, "elin")
    account = accounts.find(handle="elin")
    assert account.email == "elin@fans.example" and not account.confirmed
    work()
    path = link_in(mails()[-1].get_body(("plain",)).get_content(), "/confirm/")
    submit(client, path)
    db.session.expire_all()
    assert accounts.find(handle="elin").confirmed


def test_an_unknown_network_is_not_found(client):
    for path in ("/sign-in/nowhere", "/sign-in/nowhere/return", "/sign-in/nowhere/consent"):
        assert client.get(path).status_code == 404


def test_the_picture_of_a_network_becomes_the_face_if_agreed_to(
    app, client, mock, work, monkeypatch
):
    kept = BytesIO()
    Image.new("RGB", (500, 500), "teal").save(kept, "JPEG")
    asked = []
    monkeypatch.setattr(
        http,
        "fetch",
        lambda address, **_: asked.append(address) or SimpleNamespace(body=kept.getvalue()),
    )
    claims = ELIN | {"picture": "https://pictures.example/elin.jpg"}
    join(client, mock, "mock", "sub-20", claims, "elin", field=["picture"])
    join(
        app.test_client(), mock, "mock", "sub-21", claims | {"email": None}, "other", field=["name"]
    )
    work()
    db.session.expire_all()
    assert asked == ["https://pictures.example/elin.jpg"]
    assert accounts.find(handle="elin").avatar_key and not accounts.find(handle="other").avatar_key


def test_d1_a_picture_inside_our_own_network_is_not_fetched(client, mock, work, caplog):
    join(
        client,
        mock,
        "mock",
        "sub-22",
        ELIN | {"picture": "http://127.0.0.1.nip.example:22/x.jpg"},
        "elin",
        field=["picture"],
    )
    submit(client, "/sign-out")
    join(
        client,
        mock,
        "mock",
        "sub-23",
        ELIN | {"email": None, "picture": "https://169.254.169.254/latest"},
        "other",
        field=["picture"],
    )
    work()
    db.session.expire_all()
    assert accounts.find(handle="elin").avatar_key is None
