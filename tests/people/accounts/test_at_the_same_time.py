"""H4: of many who take one name, address or login at once, the database lets one; nobody sees an error page."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from community.kernel.db import db
from community.people import accounts, members
from community.people.accounts import Account, sign_ups
from community.people.accounts.providers import Profile, tables

TRIES = 12


def at_once(app, attempt):
    """What each attempt ended with: a value, or the name of its refusal."""

    def one(number):
        with app.test_request_context():
            try:
                attempt(number)
                db.session.commit()
                return "done"
            except accounts.HandleTaken:
                db.session.rollback()
                return "handle taken"
            except (accounts.EmailTaken, members.IdentityTaken) as refusal:
                db.session.rollback()
                return type(refusal).__name__

    with ThreadPoolExecutor(6) as pool:
        return list(pool.map(one, range(TRIES)))


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


@pytest.mark.databases
def test_h4_one_handle_for_one_account(app):
    ended = at_once(
        app, lambda number: accounts.create("elin", "Elin", email=f"elin{number}@fans.example")
    )
    assert sorted(set(ended)) == ["done", "handle taken"] and ended.count("done") == 1
    assert count(Account) == 1


@pytest.mark.databases
def test_h4_one_address_for_one_account(app):
    password = "three odd green words"
    ended = at_once(
        app, lambda number: sign_ups.sign_up("elin@fans.example", password, f"elin.number{number}")
    )
    assert set(ended) <= {"done", "EmailTaken"} and count(Account) == 1


@pytest.mark.databases
def test_h4_one_login_for_one_account(app, cast):
    fans = [
        accounts.create(f"fan{letter}", "Fan", email=f"{letter}@fans.example")
        for letter in "abcdefghijkl"
    ]
    pairs = [(fan.member_id, fan.id) for fan in fans]
    db.session.commit()

    def link(number):
        member_id, account_id = pairs[number]
        members.add_identity(
            member_id, "google", "https://accounts.google.com", "same", account_id=account_id
        )

    ended = at_once(app, link)
    assert ended.count("done") == 1 and set(ended) == {"done", "IdentityTaken"}
    assert count(members.Identity) == 1


@pytest.mark.databases
def test_a_whole_way_in_works_on_both_databases(app, cast):
    from community.people.accounts import pending, sign_ins, social

    google = tables.table()["google"]
    profile = Profile(
        "g-1", {"name": "Elin", "email": "elin@fans.example", "language": "de"}, email_verified=True
    )
    secret = pending.keep(google, google.issuer, profile)
    joined = social.join(
        google,
        pending.of(secret),
        handle="elin",
        agreed={"name", "email", "language"},
        purposes=["newsletter"],
    )
    db.session.commit()
    assert social.known(google, google.issuer, profile).id == joined.id
    token = sign_ins.begin(joined)
    db.session.commit()
    assert sign_ins.reader_of(token).handle == "elin"
    assert members.winners(joined.member_id)["name"].value == "Elin"
    assert accounts.briefs([joined.id])[joined.id].handle == "elin"
    accounts.grant_role(joined, "moderator", by=cast.operator)
    db.session.commit()
    assert [each.id for each in accounts.with_role("moderator")] == [
        joined.id
    ] and sign_ins.reader_of(token) is None
