"""Signing in and out with e-mail and password."""

import logging
import re
from datetime import timedelta

from community.kernel import clock
from community.people import accounts
from community.people.accounts import sign_ins
from tests.cast import password_of
from tests.people.forms import submit, token_on


def enter(browser, handle="ada", **changed):
    fields = {"email": f"{handle}@fans.example", "password": password_of(handle)} | changed
    return submit(browser, "/sign-in", fields)


def signed_in(browser):
    return browser.get("/settings/account").status_code == 200


def cookie(browser):
    return browser.get_cookie("session").value


def test_signing_in_leads_on_to_where_one_was(client, cast):
    cast.fan
    answer = enter(client, next="/t/7/some-thread?after=3#post-9")
    assert (answer.status_code, answer.location) == (303, "/t/7/some-thread?after=3#post-9")
    assert signed_in(client)


def test_who_is_signed_in_is_asked_with_one_statement(cast, sign_in, queries):
    token = sign_ins.begin(cast.fan)
    with queries() as asked:
        assert sign_ins.reader_of(token).handle == "ada"
    assert len(asked) == 1


def test_signing_out_ends_this_browser_only(app, cast, sign_in):
    one, other = sign_in(cast.fan), sign_in(cast.fan)
    kept = cookie(one)
    submit(one, "/sign-out")
    assert not signed_in(one) and signed_in(other)
    thief = app.test_client()
    thief.set_cookie("session", kept)
    assert not signed_in(thief)


def test_b12_what_was_planted_in_the_cookie_before_is_gone_after(app, client, cast):
    cast.fan
    client.get("/sign-in")
    before = cookie(client)
    enter(client)
    with client.session_transaction() as session:
        assert set(session) <= {"_user_id", "_fresh", "_permanent", "_id", "csrf_token"}
    victim = app.test_client()
    victim.set_cookie("session", before)
    assert not signed_in(victim)


def test_b12_signing_in_again_gives_a_new_token_and_ends_the_old(app, client, cast):
    cast.fan
    enter(client)
    before = cookie(client)
    submit(client, "/sign-out")
    enter(client)
    assert cookie(client) != before
    old = app.test_client()
    old.set_cookie("session", before)
    assert not signed_in(old)


def test_b13_a_suspension_ends_every_session_at_once(app, cast, sign_in):
    browser = sign_in(cast.fan)
    assert signed_in(browser)
    accounts.suspend(
        cast.fan,
        by=cast.moderator,
        reason="Kept insulting people.",
        until=clock.now() + timedelta(days=7),
    )
    app.extensions["sqlalchemy"].session.commit()
    assert not signed_in(browser)
    answer = enter(app.test_client())
    assert answer.status_code == 403 and "Kept insulting people." in answer.text


def test_b13_losing_a_role_ends_every_session(app, cast, sign_in):
    browser = sign_in(cast.moderator)
    accounts.revoke_role(cast.moderator, "moderator", by=cast.operator)
    app.extensions["sqlalchemy"].session.commit()
    assert not signed_in(browser)


def test_a_wrong_password_a_stranger_and_one_without_password_look_the_same(app, cast):
    accounts.create("nopass", "No Pass", email="nopass@fans.example", confirmed=True)
    cast.fan
    answers = [
        enter(app.test_client(), password="not the password"),
        enter(app.test_client(), "nobody", password="not the password"),
        enter(app.test_client(), "nopass", password="not the password"),
    ]
    texts = {
        answer.text.replace("ada@", "x@").replace("nobody@", "x@").replace("nopass@", "x@")
        for answer in answers
    }
    assert {answer.status_code for answer in answers} == {401}
    assert len({re.sub(r'value="[^"]{40,}"', "", text) for text in texts}) == 1


def test_b20_a_stranger_costs_the_same_work_as_a_member(app, cast, monkeypatch):
    from community.people.accounts import entries, passwords

    verified = []
    fits = passwords.fits
    monkeypatch.setattr(
        passwords, "fits", lambda password, kept: verified.append(kept) or fits(password, kept)
    )
    cast.fan
    for email in ("ada@fans.example", "stranger@fans.example"):
        try:
            entries.enter(email, "not the password")
        except entries.WrongCredentials:
            continue
        raise AssertionError(email)
    assert len(verified) == 2


def test_b22_tries_against_one_account_are_counted_from_wherever_they_come(app, cast):
    cast.fan
    spoofed = (
        "X-Forwarded-For",
        "X-Real-IP",
        "CF-Connecting-IP",
        "True-Client-IP",
        "Forwarded",
        "X-Client-IP",
        "X-Originating-IP",
    )
    statuses = []
    for number in range(30):
        browser = app.test_client()
        page = browser.get("/sign-in")
        statuses.append(
            browser.post(
                "/sign-in",
                data={
                    "csrf_token": token_on(page),
                    "email": "ada@fans.example",
                    "password": "wrong wrong wrong",
                },
                headers=dict.fromkeys(spoofed, f"198.51.100.{number}"),
                environ_base={"REMOTE_ADDR": f"203.0.113.{number}"},
            ).status_code
        )
    assert statuses[:6] == [401] * 6 and set(statuses[6:]) == {429}


def test_b22_the_limit_of_one_address_survives_spoofed_headers(app, cast):
    statuses = [
        app.test_client()
        .post("/sign-in", data={}, headers={"X-Forwarded-For": f"198.51.100.{number}"})
        .status_code
        for number in range(9)
    ]
    assert set(statuses) == {400}
    browsers = [app.test_client() for _ in range(9)]
    statuses = [
        submit(each, "/sign-in", {"email": f"a{n}@x.example", "password": "wrong"}).status_code
        for n, each in enumerate(browsers)
    ]
    assert statuses[-1] == 429


def test_b24_what_is_no_text_is_no_password(client, cast):
    cast.fan
    for hostile in (True, [], {"$gt": ""}, 0, None):
        answer = client.post("/sign-in", json={"email": "ada@fans.example", "password": hostile})
        assert answer.status_code in (400, 401)
    for hostile in ("", " ", "0", "true", "null", "[]"):
        assert enter(client, password=hostile).status_code in (401, 422, 429)
    assert not signed_in(client)


def test_b31_an_old_hash_is_renewed_at_sign_in(client, cast):
    from argon2 import PasswordHasher

    from community.kernel.db import db

    cast.fan.password_hash = weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(
        password_of("ada")
    )
    db.session.commit()
    assert enter(client).status_code == 303
    db.session.expire_all()
    assert cast.fan.password_hash != weak and "m=19456" in cast.fan.password_hash


def test_b33_no_secret_reaches_the_log(client, cast, caplog, work):
    caplog.set_level(logging.DEBUG)
    cast.fan
    enter(client, password="a mistyped secret")
    enter(client)
    token = sign_ins.begin(cast.fan)
    repr(sign_ins.reader_of(token))
    work()
    for secret in ("a mistyped secret", password_of("ada"), token):
        assert secret not in caplog.text
    assert token not in repr(sign_ins.reader_of(token))


def test_one_may_list_and_end_ones_own_sessions_only(cast, sign_in, app):
    mine, also_mine, other = sign_in(cast.fan), sign_in(cast.fan), sign_in(cast.second_fan)
    theirs = sign_ins.of(cast.second_fan.id)[0].id
    assert "127.0.0.1" in mine.get("/settings/sessions").text
    submit(mine, "/settings/sessions", to=f"/settings/sessions/{theirs}/removal")
    assert signed_in(other)
    submit(mine, "/settings/sessions", to="/settings/sessions/removal")
    assert signed_in(mine) and not signed_in(also_mine)
