"""Reset links and the hosts that stand in mails."""

import re
from datetime import timedelta

import pytest
import time_machine

from community.kernel import clock
from community.kernel.db import db
from community.people import accounts
from community.people.accounts import sign_ins, tickets
from community.people.accounts.models import Ticket
from tests.cast import password_of
from tests.people.forms import link_in, submit, token_on

NEW = "four quite new words"


def body(mail):
    return mail.get_body(("plain",)).get_content()


def reset_link(browser, work, mails, email="ada@fans.example"):
    assert submit(browser, "/reset", {"email": email}).location == "/reset/sent"
    work()
    return link_in(body(mails()[-1]), "/reset/")


def test_a_reset_gives_a_new_password_and_ends_every_session(
    app, client, cast, sign_in, work, mails
):
    thief = sign_in(cast.fan)
    path = reset_link(client, work, mails)
    assert submit(client, path, {"password": NEW}).status_code == 303
    assert thief.get("/settings/account").status_code == 303
    assert client.get("/settings/account").status_code == 200
    assert (
        submit(
            app.test_client(), "/sign-in", {"email": "ada@fans.example", "password": NEW}
        ).status_code
        == 303
    )
    assert (
        submit(
            app.test_client(),
            "/sign-in",
            {"email": "ada@fans.example", "password": password_of("ada")},
        ).status_code
        == 401
    )


def test_b15_opening_a_reset_link_does_not_use_it_up(app, client, cast, work, mails):
    cast.fan
    path = reset_link(client, work, mails)
    for _scan in range(3):
        assert app.test_client().get(path).status_code == 200
    assert submit(client, path, {"password": NEW}).status_code == 303


def test_b16_secrets_are_long_random_and_hashed(app, cast):
    secrets = {tickets.issue(cast.fan, "reset", "ada@fans.example") for _ in range(300)}
    assert len(secrets) == 300 and all(re.fullmatch(r"[A-Za-z0-9_-]{43}", each) for each in secrets)
    kept = db.session.query(Ticket).one()
    assert not any(secret in str(vars(kept)) for secret in secrets)
    assert len({secret[:4] for secret in secrets}) > 290


def test_b16_a_link_is_good_once_for_an_hour_and_the_newest_only(app, client, cast, work, mails):
    cast.fan
    first = reset_link(client, work, mails)
    second = reset_link(client, work, mails)
    assert client.get(first).status_code == 410
    with time_machine.travel(clock.now() + timedelta(minutes=61), tick=True):
        assert client.get(second).status_code == 410
    assert submit(client, second, {"password": NEW}).status_code == 303
    assert client.get(second).status_code == 410


@pytest.mark.parametrize(
    "secret",
    ["", " ", "null", "None", "0", "%00", "a" * 43, "a" * 4000, "[]", "true", "../" * 14 + "a"],
)
def test_b16_blank_null_and_guessed_secrets_open_nothing(client, cast, sign_in, secret):
    cast.fan
    tickets.issue(cast.fan, "reset", "ada@fans.example")
    db.session.commit()
    for place in ("/reset/", "/confirm/", "/settings/email/"):
        assert client.get(place + secret).status_code in (308, 400, 404, 405, 410)
        token = token_on(client.get("/sign-in"))
        answer = client.post(place + secret, data={"csrf_token": token, "password": NEW})
        assert answer.status_code in (308, 400, 404, 405, 410, 422)
    for blank in ("", None, 0, [], {}, True):
        with pytest.raises(tickets.LinkSpent):
            tickets.redeem(blank, "reset")


def test_b16_a_secret_of_one_kind_does_not_open_another(client, cast):
    secret = tickets.issue(cast.fan, "confirm", "ada@fans.example")
    db.session.commit()
    assert client.get(f"/reset/{secret}").status_code == 410


def test_b20_asking_for_a_reset_tells_nothing_and_does_the_same_work(
    app, cast, queries, monkeypatch
):
    cast.fan
    seen = []
    for email in ("ada@fans.example", "nobody@fans.example"):
        browser = app.test_client()
        token = token_on(browser.get("/reset"))
        with queries() as asked:
            answer = browser.post("/reset", data={"csrf_token": token, "email": email})
        seen.append((answer.status_code, answer.location, len(asked), answer.text))
    assert seen[0] == seen[1]


def test_a_reset_is_never_sent_to_who_has_no_account(client, work, mails):
    submit(client, "/reset", {"email": "nobody@fans.example"})
    work()
    assert mails() == []


HEADERS = [
    "Host", "X-Forwarded-Host", "X-Host", "X-Forwarded-Server", "X-HTTP-Host-Override", "Forwarded", "X-Original-URL", "X-Rewrite-URL",
    "X-Forwarded-Proto", "X-Forwarded-Port", "X-Forwarded-Prefix", "Origin", "Referer", "Base-Url",
]  # fmt: skip


@pytest.mark.parametrize("header", HEADERS)
def test_b17_mails_lead_to_the_configured_host_only(app, cast, work, mails, header):
    cast.fan
    hostile = (
        "host=evil.example"
        if header == "Forwarded"
        else "evil.example"
        if header in HEADERS[:5]
        else "https://evil.example/"
    )
    browser = app.test_client()
    page = browser.get("/reset", headers={header: hostile})
    if page.status_code == 200:
        browser.post(
            "/reset",
            data={"csrf_token": token_on(page), "email": "ada@fans.example"},
            headers={header: hostile},
        )
    work()
    sent = "".join(
        part.get_content()
        for mail in mails()
        for part in mail.walk()
        if part.get_content_maintype() == "text"
    )
    assert "evil.example" not in sent
    assert set(re.findall(r"https?://[^/\s\"<]+", sent)) <= {"http://127.0.0.1:8000"}


def test_a19_what_somebody_typed_at_sign_up_is_in_no_mail(client, work, mails):
    fields = {
        "email": "victim@fans.example",
        "password": "three odd green words",
        "handle": "evil.example",
        "language": "en",
    }
    submit(client, "/sign-up", fields)
    submit(client, "/sign-up", fields | {"handle": "other.example"})
    work()
    assert len(mails()) == 2
    for mail in mails():
        text = mail.as_string()
        assert "evil.example" not in text and "other.example" not in text


def test_a19_a_hostile_brand_name_is_text_in_mails(app, client, cast, work, mails):
    from community.kernel import settings

    cast.fan
    settings.change("brand.name", '<a href="http://evil.example">Brand</a>')
    db.session.commit()
    reset_link(client, work, mails)
    html = mails()[-1].get_body(("html",)).get_content()
    assert '<a href="http://evil' not in html and "&lt;a href" in html


def test_mails_speak_the_language_of_the_account(app, client, cast, work, mails):
    cast.newcomer
    reset_link(client, work, mails, "noor@fans.example")
    assert 'lang="nl"' in mails()[-1].get_body(("html",)).get_content()


def test_an_unproved_account_loses_its_old_ways_in_when_its_address_is_proved_by_a_reset(
    app, client, work, mails
):
    early = accounts.create(
        "early", "Early", email="victim@fans.example", password="attackers own words"
    )
    token = sign_ins.begin(early)
    db.session.commit()
    path = reset_link(client, work, mails, "victim@fans.example")
    submit(client, path, {"password": NEW})
    assert sign_ins.reader_of(token) is None
    assert (
        submit(
            app.test_client(),
            "/sign-in",
            {"email": "victim@fans.example", "password": "attackers own words"},
        ).status_code
        == 401
    )


def test_what_ran_out_is_forgotten(app, cast, work):
    from community.people.accounts.jobs import forget_what_ran_out

    tickets.issue(cast.fan, "reset", "ada@fans.example")
    sign_ins.begin(cast.fan)
    db.session.commit()
    with time_machine.travel(clock.now() + timedelta(days=61), tick=False):
        forget_what_ran_out()
    assert db.session.query(Ticket).count() == 0 and sign_ins.of(cast.fan.id) == []
