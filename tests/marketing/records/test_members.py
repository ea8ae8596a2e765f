"""Marketers ask for members, and read what is known with its source."""

import pytest

from community.kernel.refusals import NotAllowed
from community.marketing.records import Audience, count, matching

pytestmark = pytest.mark.databases


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"ada", "bima", "noor", "shirin"}),
        ({"network": "instagram"}, {"ada"}),
        ({"network": "direct"}, {"noor", "shirin"}),
        ({"activity": "active"}, {"ada"}),
        ({"board": "skiing"}, {"ada"}),
        ({"board": "no-such-board"}, set()),
        ({"language": "id"}, {"bima"}),
        ({"consent": "newsletter"}, {"ada"}),
        ({"text": "@bi"}, {"bima"}),
        ({"text": "100%_"}, set()),
        ({"network": "instagram", "language": "id"}, set()),
    ],
)
def test_each_answer_narrows_the_list(crowd, cast, asked, found):
    audience = Audience.read(asked)
    names = {member.name.split()[0].lower() for member in matching(audience, by=cast.marketer)}
    assert names == {"شیرین" if each == "shirin" else each for each in found}
    assert count(audience, by=cast.marketer) == len(found)


def test_c11_only_marketers_read_records(crowd, cast, sign_in):
    with pytest.raises(NotAllowed):
        count(Audience(), by=cast.moderator)
    for account in (cast.fan, cast.moderator):
        assert sign_in(account).get("/marketing/members").status_code == 403


def test_the_list_pages_on_by_key(crowd, cast):
    first = matching(Audience(), by=cast.marketer, limit=2)
    rest = matching(Audience(), by=cast.marketer, before_id=first[-1].id)
    assert len({member.id for member in [*first, *rest]}) == 4


def test_c26_hostile_answers_find_nobody_and_break_nothing(crowd, cast, sign_in):
    browser = sign_in(cast.marketer)
    for text in ("' OR 1=1 --", "\\", "%", "a" * 5000, "🦊"):
        assert (
            browser.get(
                "/marketing/members", query_string={"text": text, "board": text, "activity": text}
            ).status_code
            == 200
        )


def test_the_record_shows_values_with_their_passport(crowd, cast, sign_in):
    page = sign_in(cast.marketer).get(f"/marketing/members/{crowd.ada.member_id}?lang=en")
    assert page.status_code == 200
    for told in (
        "Ada Lindqvist",
        "Åre",
        "told by the member",
        "Instagram",
        "winter-26",
        "Skiing",
        "exported",
    ):
        assert told in page.text


def test_a6_a_value_is_text_on_the_record(crowd, cast, sign_in):
    from community.kernel.db import db
    from community.people import members

    members.note(
        crowd.ada.member_id, "city", "<img src=x onerror=alert(1)>", method="declared", source="fan"
    )
    db.session.commit()
    page = sign_in(cast.marketer).get(f"/marketing/members/{crowd.ada.member_id}")
    assert "<img src=x" not in page.text
    assert "&lt;img src=x" in page.text


def test_pages_of_members_cost_a_fixed_number_of_statements(crowd, cast, sign_in, queries):
    browser = sign_in(cast.marketer)
    browser.get("/marketing/members")
    with queries() as asked:
        browser.get("/marketing/members")
    assert len(asked) <= 8
    with queries() as asked:
        browser.get(f"/marketing/members/{crowd.ada.member_id}")
    assert len(asked) <= 14, "\n".join(asked)
