"""The consent ledger: rows are added, the newest counts, withdrawal works at once."""

import pytest

from community.kernel.db import db
from community.people import consent
from tests.people.forms import submit


def holders(purpose):
    return set(db.session.scalars(consent.holders(purpose)))


def test_consent_is_given_withdrawn_and_given_again(cast):
    member_id = cast.fan.member_id
    assert consent.in_force(member_id) == {}
    consent.give(member_id, "newsletter", "/sign-up")
    assert holders("newsletter") == {member_id}
    consent.withdraw(member_id, "newsletter", "/settings/privacy", by=cast.fan)
    assert holders("newsletter") == set() and "newsletter" not in consent.in_force(member_id)
    consent.give(member_id, "newsletter", "/settings/privacy", by=cast.fan)
    assert [entry.given for entry in consent.history(member_id)] == [True, False, True]


def test_each_purpose_and_member_stands_alone(cast):
    consent.give(cast.fan.member_id, "newsletter", "x")
    consent.give(cast.second_fan.member_id, "research", "x")
    assert holders("newsletter") == {cast.fan.member_id} and holders("research") == {
        cast.second_fan.member_id
    }
    assert holders("sharing") == set()


def test_the_same_consent_twice_is_one_entry(cast):
    for _again in range(2):
        consent.give(cast.fan.member_id, "newsletter", "x")
    assert len(consent.history(cast.fan.member_id)) == 1


def test_a_new_text_is_agreed_to_anew(cast, monkeypatch):
    from dataclasses import replace

    consent.give(cast.fan.member_id, "newsletter", "x")
    monkeypatch.setitem(
        consent.PURPOSES, "newsletter", replace(consent.PURPOSES["newsletter"], version=2)
    )
    consent.give(cast.fan.member_id, "newsletter", "x")
    assert [entry.text_version for entry in consent.history(cast.fan.member_id)] == [2, 1]


def test_what_the_contract_needs_cannot_be_withdrawn(cast):
    consent.give(cast.fan.member_id, "service", "x")
    with pytest.raises(consent.NotWithdrawable):
        consent.withdraw(cast.fan.member_id, "service", "x", by=cast.fan)


def test_an_unknown_purpose_is_not_found(cast):
    for act in (consent.give, consent.withdraw):
        with pytest.raises(consent.UnknownPurpose):
            act(cast.fan.member_id, "world domination", "x")


def test_j5_fans_give_and_withdraw_in_their_settings(cast, sign_in):
    browser = sign_in(cast.fan)
    submit(browser, "/settings/privacy", to="/me/consents/newsletter")
    assert holders("newsletter") == {cast.fan.member_id}
    answer = submit(
        browser, "/settings/privacy", {"next": "/me/record"}, to="/me/consents/newsletter/removal"
    )
    assert answer.location == "/me/record" and holders("newsletter") == set()
    assert (
        submit(browser, "/settings/privacy", to="/me/consents/service/removal").status_code == 409
    )
    assert submit(browser, "/settings/privacy", to="/me/consents/nothing").status_code == 404


def test_c13_consent_is_given_for_oneself_only(cast, sign_in):
    submit(
        sign_in(cast.fan),
        "/settings/privacy",
        {"member_id": str(cast.second_fan.member_id)},
        to="/me/consents/newsletter",
    )
    assert holders("newsletter") == {cast.fan.member_id}


@pytest.mark.databases
def test_holders_is_a_query_that_lists_can_use(cast):
    from sqlalchemy import select

    from community.people.members import Member

    consent.give(cast.fan.member_id, "newsletter", "x")
    chosen = select(Member.name).where(Member.id.in_(consent.holders("newsletter")))
    assert list(db.session.scalars(chosen)) == ["Ada Lindqvist"] and cast.second_fan
