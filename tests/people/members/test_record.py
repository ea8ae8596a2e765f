"""Facts with their sources, identities, arrivals, and one's own record."""

from datetime import timedelta

import pytest

from community.kernel import clock
from community.kernel.db import db
from community.kernel.events import EventRow
from community.kernel.room import house
from community.kernel.slots import Privacy
from community.people import accounts, consent, members
from tests.people.forms import submit

WEAKEST_FIRST = ["inferred", "imported", "observed", "provider", "staff", "declared"]


def note(member_id, value, method="provider", source="google", **more):
    return members.note(member_id, "place", value, method=method, source=source, **more)


def test_facts_are_added_and_the_best_founded_wins(cast):
    member_id = cast.fan.member_id
    for number, method in enumerate(WEAKEST_FIRST):
        note(
            member_id,
            f"Place {number}",
            method,
            f"source {number}",
            at=clock.now() - timedelta(days=number),
        )
        assert members.winners(member_id)["place"].value == f"Place {number}"
    assert len(members.facts(member_id)) == len(WEAKEST_FIRST)


def test_within_a_class_the_newest_wins(cast):
    member_id = cast.fan.member_id
    note(member_id, "Bergen", at=clock.now())
    note(member_id, "Oslo", at=clock.now() - timedelta(days=1))
    assert members.winners(member_id)["place"].value == "Bergen"


def test_the_same_said_again_is_the_same_fact_only_newer(cast):
    first = note(cast.fan.member_id, "Oslo", at=clock.now() - timedelta(days=9))
    assert note(cast.fan.member_id, "Oslo").id == first.id
    assert note(cast.fan.member_id, "Oslo", source="github").id != first.id


def test_a_value_is_given_only_for_its_uses(cast):
    member_id = cast.fan.member_id
    note(member_id, "Oslo", uses=("segment",))
    note(member_id, "Bergen", method="imported", source="import:csv", uses=("show", "export"))
    assert members.winners(member_id)["place"].value == "Bergen"
    assert members.winners(member_id, "segment")["place"].value == "Oslo"
    assert "place" not in members.winners(member_id, "message")


def test_withdrawn_and_expired_facts_count_no_more(cast):
    member_id = cast.fan.member_id
    members.withdraw(note(member_id, "Oslo"), by=cast.fan)
    note(member_id, "Bergen", expires_at=clock.now() - timedelta(minutes=1))
    assert members.winners(member_id) == {}
    assert [each.value for each in members.facts(member_id, withdrawn=True)] == [
        "Bergen",
        "Oslo",
    ] or len(members.facts(member_id, withdrawn=True)) == 2


def test_an_unknown_method_is_a_mistake_of_the_program(cast):
    with pytest.raises(ValueError, match="declared"):
        note(cast.fan.member_id, "Oslo", method="guessed")


def test_an_identity_belongs_to_one_member(cast):
    members.add_identity(cast.fan.member_id, "google", "https://g", "1", account_id=cast.fan.id)
    again = members.add_identity(
        cast.fan.member_id, "google", "https://g", "1", account_id=cast.fan.id, handle="x"
    )
    assert len(members.identities(cast.fan.member_id)) == 1 and again.account_id == cast.fan.id
    with pytest.raises(members.IdentityTaken):
        members.add_identity(
            cast.second_fan.member_id, "google", "https://g", "1", account_id=cast.second_fan.id
        )
    members.add_identity(
        cast.second_fan.member_id, "google", "https://other", "1", account_id=cast.second_fan.id
    )


def test_the_first_arrival_stays_and_the_last_moves(cast):
    member_id, now = cast.fan.member_id, clock.now()
    for days, network in ((5, "reddit"), (9, "instagram"), (1, "youtube"), (3, "tiktok")):
        members.note_arrival(member_id, network, f"{network}-campaign", now - timedelta(days=days))
    db.session.expire_all()
    member = members.one(member_id)
    assert (member.first_network, member.last_network, member.last_campaign) == (
        "instagram",
        "youtube",
        "youtube-campaign",
    )


def test_who_was_imported_came_by_import_until_they_come_themselves(app):
    known = members.past.Known(
        name="Nadia",
        since=clock.now() - timedelta(days=900),
        provider="forum",
        issuer="old.example",
    )
    members.past.bring([known])
    assert members.one(known.member_id).first_network == "import"
    members.note_arrival(known.member_id, "tiktok", None, clock.now())
    db.session.expire_all()
    assert members.one(known.member_id).first_network == "tiktok"


def test_contributions_are_counted_and_wake_a_silent_member(cast):
    member_id = cast.fan.member_id
    for _post in range(3):
        members.note_contribution(member_id, clock.now())
    db.session.expire_all()
    assert (members.one(member_id).contributions, members.one(member_id).activity) == (3, "active")


def test_the_timeline_tells_events_in_words_newest_first(cast):
    consent.give(cast.fan.member_id, "newsletter", "/sign-up", by=cast.fan)
    told = members.timeline(cast.fan.member_id)
    assert told[0].sentence == "Agreed to:" and told[0].subject == "Write to you"
    assert [each.id for each in told] == sorted((each.id for each in told), reverse=True)
    earlier = members.timeline(cast.fan.member_id, before_id=told[0].id, limit=1)
    assert earlier[0].id == told[1].id and len(earlier) == 1


def test_events_hold_ids_and_no_personal_text(client, cast):
    fields = {
        "email": "elin@fans.example",
        "password": "three odd green words",
        "handle": "elin.h",
        "language": "en",
    }
    submit(client, "/sign-up", fields)
    kept = " ".join(str(row.details) for row in db.session.query(EventRow))
    assert "elin" not in kept and "SignedUp" in {row.name for row in db.session.query(EventRow)}


def test_fans_see_every_value_with_its_source(cast, sign_in):
    note(cast.fan.member_id, "Oslo", uses=("show", "segment"))
    note(cast.fan.member_id, "Bergen", method="imported", source="import:csv")
    members.note(
        cast.fan.member_id,
        "interests",
        "Telemark",
        method="inferred",
        source="konektor",
        confidence=0.8,
        evidence="12 posts in Ski",
    )
    page = sign_in(cast.fan).get("/me/record").text
    for shown in (
        "Oslo",
        "Bergen",
        "Google",
        "imported from csv",
        "Telemark",
        "80%",
        "12 posts in Ski",
    ):
        assert shown in page, shown


def test_fans_correct_and_withdraw_what_is_known(cast, sign_in):
    fact = members.note(cast.fan.member_id, "birthday", "1 May", method="provider", source="google")
    db.session.commit()
    browser = sign_in(cast.fan)
    assert submit(browser, "/me/record/birthday", {"value": "2 May"}).location == "/me/record"
    assert members.winners(cast.fan.member_id)["birthday"].value == "2 May"
    assert submit(browser, "/me/record/birthday", {"value": " "}).status_code == 422
    own = members.winners(cast.fan.member_id)["birthday"]
    submit(browser, "/me/record", to=f"/me/record/facts/{own.id}/removal")
    db.session.expire_all()
    assert members.winners(cast.fan.member_id)["birthday"].id == fact.id


def test_fans_add_to_their_record(cast, sign_in):
    browser = sign_in(cast.fan)
    assert (
        submit(browser, "/me/record", {"field": "sports", "value": "Telemark"}).status_code == 303
    )
    assert members.winners(cast.fan.member_id)["sports"].method == "declared"
    for field in ("roles", "email", "customer_number", "segment"):
        assert submit(browser, "/me/record", {"field": field, "value": "x"}).status_code == 422
        assert browser.post(f"/me/record/{field}", data={"value": "x"}).status_code == 400
    page = browser.get("/me/record/segment")
    assert page.status_code in (200, 404)
    assert submit(browser, "/me/record/segment", {"value": "vip"}).status_code == 404


def test_c1_another_members_facts_cannot_be_touched(cast, sign_in):
    fact = note(cast.second_fan.member_id, "Jakarta")
    db.session.commit()
    browser = sign_in(cast.fan)
    assert (
        submit(browser, "/me/record", to=f"/me/record/facts/{fact.id}/removal").status_code == 404
    )
    db.session.expire_all()
    assert fact.withdrawn_at is None
    assert "Jakarta" not in browser.get("/me/record").text


def test_c13_a_correction_changes_one_value_only(cast, sign_in):
    note(cast.fan.member_id, "Oslo")
    members.note(cast.fan.member_id, "birthday", "1 May", method="provider", source="google")
    db.session.commit()
    extra = {
        "member_id": str(cast.second_fan.member_id),
        "method": "staff",
        "source": "staff",
        "confidence": "9",
        "by_id": "1",
        "id": "1",
    }
    submit(sign_in(cast.fan), "/me/record/birthday", {"value": "2 May", **extra})
    declared = members.winners(cast.fan.member_id)["birthday"]
    assert (declared.method, declared.source, declared.by_id) == ("declared", "fan", cast.fan.id)
    assert members.facts(cast.second_fan.member_id) == []


def test_a6_hostile_values_are_text_on_the_record(cast, sign_in):
    vector = '"><img src=x onerror=alert(1)>'
    members.note(
        cast.fan.member_id,
        vector,
        vector,
        method="imported",
        source=f"import:{vector}",
        evidence=vector,
    )
    members.add_identity(
        cast.fan.member_id, vector, vector, vector, handle=vector, profile_url="javascript:alert(1)"
    )
    db.session.commit()
    page = sign_in(cast.fan).get("/me/record").text
    assert "<img src=x" not in page and 'href="javascript:' not in page


def test_e6_a_value_has_an_end(cast, sign_in):
    browser = sign_in(cast.fan)
    for value in ("a" * 201, "a" * 1_000_000):
        assert submit(browser, "/me/record", {"field": "sports", "value": value}).status_code in (
            413,
            422,
        )


def test_the_record_asks_the_database_little_however_much_is_known(cast, sign_in, queries):
    browser = sign_in(cast.fan)
    browser.get("/me/record")
    with queries() as few:
        browser.get("/me/record")
    for number in range(40):
        members.note(cast.fan.member_id, f"field {number}", "x", method="observed", source="here")
        members.add_identity(cast.fan.member_id, "google", "https://g", str(number))
    db.session.commit()
    with queries() as many:
        browser.get("/me/record")
    assert len(many) <= len(few) + 1


def test_j1_nothing_is_left_of_who_is_erased_and_j4_all_of_it_is_given_before(app, cast, sign_in):
    fan = cast.fan
    members.note(
        fan.member_id,
        "place",
        "canaryplace",
        method="provider",
        source="google",
        evidence="canaryevidence",
    )
    members.add_identity(
        fan.member_id,
        "google",
        "https://g",
        "canarysubject",
        account_id=fan.id,
        handle="canaryhandle",
    )
    consent.give(fan.member_id, "newsletter", "canarysource")
    accounts.begin_sign_in(fan, address="canaryaddress", browser="canarybrowser")
    fan.about, fan.name = "canaryabout", "canaryname"
    db.session.commit()
    slots = [
        each
        for each in house().slots.of(Privacy)
        if each.name in ("accounts", "members", "consent")
    ]
    given = str([each.access([fan.id], fan.member_id) for each in slots])
    words = (
        "place",
        "evidence",
        "subject",
        "handle",
        "source",
        "address",
        "browser",
        "about",
        "name",
    )
    assert [word for word in words if f"canary{word}" not in given] == []
    for each in slots:
        each.erase([fan.id], fan.member_id)
    db.session.commit()
    left = [
        str(row)
        for table in db.metadata.sorted_tables
        if table.name not in ("events", "jobs", "outgoing_mails")
        for row in db.session.execute(table.select())
    ]
    assert not [row for row in left if "canary" in row or "ada@" in row]
    assert accounts.one(fan.id).erased_at and accounts.find(handle="ada") is None


def test_the_same_again_is_one_line_of_the_timeline(cast, sign_in):
    for _again in range(4):
        accounts.begin_sign_in(cast.fan)
    db.session.commit()
    shown, older = members.record.days(cast.fan.member_id, cast.fan)
    assert (
        next((item["text"], item["note"]) for item in shown[0]["items"])
        == (
            "Signed in",
            "×4",
        )
        and older is None
    )
    browser = sign_in(cast.fan)
    assert browser.get("/me/record/timeline").status_code == 200
    assert "That was all." in browser.get("/me/record/timeline?before=1").text
    assert browser.get("/me/record/timeline?before=x").status_code == 200
