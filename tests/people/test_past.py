"""People whom an import brings are known, named, and nobody can sign in as them."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from community.kernel.db import db
from community.people import accounts, members
from community.people.accounts import SignIn
from community.people.accounts.past import Author
from community.people.accounts.past import bring as bring_authors
from community.people.members.past import Known
from community.people.members.past import bring as bring_people
from tests.people.forms import submit

pytestmark = pytest.mark.databases
THEN = datetime(2011, 6, 21, tzinfo=UTC)


def known(number, name, **facts):
    return Known(
        name=name,
        since=THEN,
        provider="stackexchange",
        issuer="travel.example",
        subject=str(number),
        facts=facts,
    )


@pytest.fixture
def brought(cast):
    people = [
        known(1, "Ada Lindqvist", place="Umeå", website=""),
        known(2, "ada lindqvist"),
        known(3, "نرگس"),
        known(4, "Admin"),
    ]
    bring_people(people)
    authors = [
        Author(member_id=each.member_id, name=each.name, since=THEN, place="Umeå")
        for each in people
    ]
    bring_authors(authors)
    db.session.commit()
    return [accounts.one(each.account_id) for each in authors]


def test_authors_get_free_handles_and_keep_their_names(brought, cast):
    assert len({each.handle for each in brought}) == 4
    assert brought[0].handle == "ada_lindqvist" and brought[1].handle == "ada_lindqvist2"
    assert brought[3].handle != "admin" and brought[3].name == "Admin"
    assert accounts.free_handle("Ada Lindqvist") == "ada_lindqvist3"


def test_authors_are_unclaimed_fans_without_address_or_password(brought):
    for each in brought:
        assert not each.claimed and each.email is None and each.password_hash is None
        assert each.roles == {"fan"} and not each.staff and each.level == 0


def test_nobody_signs_in_as_an_author(brought, client):
    for email in (brought[0].handle, f"{brought[0].handle}@example.org", ""):
        answer = submit(client, "/sign-in", {"email": email, "password": ""})
        assert answer.status_code == 422
    assert db.session.scalar(select(SignIn.id)) is None


def test_what_another_place_told_is_noted_with_its_source(brought):
    facts = members.facts(brought[0].member_id)
    assert [(each.field, each.value, each.method, each.source) for each in facts] == [
        ("place", "Umeå", "imported", "import:stackexchange")
    ]
    assert facts[0].uses == ["show", "segment"] and facts[0].evidence == "travel.example"
    identity = members.identity_of("stackexchange", "travel.example", "1")
    assert identity.account_id is None and identity.verified_at is None
    assert members.one(brought[0].member_id).created_at == THEN


def test_who_wrote_elsewhere_is_quiet_here_and_the_others_silent(brought):
    wrote, read = brought[0].member_id, brought[1].member_id
    members.note_past_contributions({wrote: (1, THEN)})
    assert (members.one(wrote).activity, members.one(read).activity) == ("quiet", "silent")


def test_contributions_of_the_past_are_counted_at_once(cast):
    ada, bima = cast.fan.member_id, cast.second_fan.member_id
    members.note_past_contributions({ada: (3, THEN), bima: (1, THEN)})
    members.note_past_contributions({ada: (2, THEN)})
    assert [
        (members.one(each).contributions, members.one(each).last_seen_at) for each in (ada, bima)
    ] == [(5, THEN), (1, THEN)]
