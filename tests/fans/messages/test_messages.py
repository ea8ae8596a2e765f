"""Private conversations: those who take part, and nobody else by any way out."""

import pytest

from community.commons import notifications
from community.fans.messages import conversations, doors, unread, writing
from community.fans.messages.models import Message, Participant
from community.fans.messages.refusals import (
    DoorClosed,
    EnoughMessages,
    NobodyToWriteTo,
    NotYet,
    TooManyPeople,
    UnknownPerson,
)
from community.kernel import buffer, settings
from community.kernel.db import db
from community.kernel.refusals import NotFound
from community.people import accounts, ties
from community.staff.moderation import flags

pytestmark = pytest.mark.databases

CANARY = "zanzibarcanary"


@pytest.fixture
def talk(cast):
    """Ada wrote to Bima."""
    cast.second_fan
    begun = writing.start(["@bima"], "The trip", f"Shall we go to {CANARY}?", by=cast.fan)
    db.session.commit()
    return begun


def fresh(row):
    db.session.commit()
    db.session.refresh(row)
    return row


def rows_of(conversation, account):
    return conversations.messages_of(conversations.visible_to(account, conversation.id)[1])


def test_both_read_it_and_answer(talk, cast, work):
    writing.reply(talk, "Gladly.", by=cast.second_fan)
    assert [row.author_id for row in rows_of(talk, cast.fan)] == [cast.fan.id, cast.second_fan.id]
    assert [row.id for row in conversations.mine(cast.fan)] == [talk.id]


def test_it_is_told_with_its_subject_only(talk, cast, work, mails):
    work()
    told = notifications.latest(cast.second_fan.id)
    assert [(each.kind, each.url) for each in told] == [("message", f"/messages/{talk.id}")]
    assert notifications.latest(cast.fan.id) == []
    assert CANARY not in told[0].title


def test_reading_clears_what_is_new(talk, cast, sign_in, work):
    work()
    assert fresh(cast.second_fan).unread_messages == 1
    assert CANARY in sign_in(cast.second_fan).get(f"/messages/{talk.id}").text
    buffer.flush_all()
    assert fresh(cast.second_fan).unread_messages == 0
    assert notifications.latest(cast.second_fan.id)[0].read_at


@pytest.mark.parametrize("who", ["newcomer", "moderator", "marketer", "operator"])
def test_c1_nobody_else_opens_it_not_even_the_team(talk, cast, sign_in, token_of, who):
    stranger = getattr(cast, who)
    browser = sign_in(stranger)
    token = token_of(browser, "/messages/new")
    for path in (f"/messages/{talk.id}", f"/messages/{talk.id + 1}"):
        assert browser.get(path).status_code == 404
        for way in ("", "/people", "/departure", "/muting", "/muting/removal"):
            sent = browser.post(path + way, data={"csrf_token": token, "body": "Hello", "to": who})
            assert sent.status_code == 404, way
    with pytest.raises(NotFound):
        conversations.visible_to(stranger, talk.id)


def test_c1_a_stranger_is_asked_to_sign_in(talk, client):
    for path in ("/messages", f"/messages/{talk.id}", "/messages/new"):
        answer = client.get(path)
        assert answer.status_code in (302, 303, 401) and CANARY not in answer.text


def test_c2_no_way_out_shows_it(talk, cast, client, sign_in, work):
    writing.reply(talk, f"Yes, {CANARY} in May.", by=cast.second_fan)
    work()
    message = db.session.query(Message).first()
    paths = (
        "/", "/latest", "/@ada", "/@ada/card", "/people", f"/search?q={CANARY}", "/feed.atom", "/sitemap.xml",
        "/notifications", "/messages", f"/flags/new?kind=message&id={message.id}", "/staff/review", "/staff/log",
        f"/marketing/members/{cast.fan.member_id}", "/me/record", "/admin/jobs",
    )  # fmt: skip
    for account in (None, cast.newcomer, cast.moderator, cast.marketer, cast.operator):
        browser = sign_in(account) if account else client
        for path in paths:
            page = browser.get(path).text
            assert "The trip" not in page, path
            assert f"to {CANARY}" not in page and f"{CANARY} in May" not in page, path


def test_c25_who_is_blocked_is_refused_with_the_sentence_of_every_closed_door(talk, cast):
    ties.block(cast.fan, by=cast.second_fan)
    with pytest.raises(DoorClosed) as blocked:
        writing.start(["bima"], "", "Hello?", by=cast.fan)
    with pytest.raises(DoorClosed):
        writing.reply(talk, "Hello?", by=cast.fan)
    ties.unblock(cast.fan, by=cast.second_fan)
    doors.choose(cast.second_fan.id, "team")
    with pytest.raises(DoorClosed) as closed:
        writing.start(["bima"], "", "Hello?", by=cast.fan)
    assert str(blocked.value) == str(closed.value)


def test_only_followed_people_may_write_where_somebody_wants_it_so(cast, app):
    doors.choose(cast.second_fan.id, "followed")
    with pytest.raises(DoorClosed):
        writing.start(["bima"], "", "Hello?", by=cast.fan)
    ties.follow(cast.fan, "watching", by=cast.second_fan)
    assert writing.start(["bima"], "", "Hello?", by=cast.fan).title == "Hello?"


def test_c25_in_a_group_a_blocked_person_is_folded_and_not_told_of(cast, sign_in, work):
    cast.newcomer, cast.second_fan
    group = writing.start(["bima", "noor"], "Group", "Hello all.", by=cast.fan)
    ties.block(cast.second_fan, by=cast.newcomer)
    work()
    writing.reply(group, "Me too.", by=cast.second_fan)
    work()
    db.session.expire_all()
    assert [each.actor_ids for each in notifications.latest(cast.newcomer.id)] == [[cast.fan.id]]
    assert (
        "Written by somebody you blocked"
        in sign_in(cast.newcomer).get(f"/messages/{group.id}?lang=en").text
    )


def test_new_accounts_only_answer_the_team(cast, app):
    cast.fan
    with pytest.raises(NotYet):
        writing.start(["ada"], "", "Hello", by=cast.newcomer)
    theirs = writing.start(["noor"], "Welcome", "Hello Noor", by=cast.moderator)
    writing.reply(theirs, "Thank you.", by=cast.newcomer)
    fans = writing.start(["noor"], "Hi", "Hello Noor", by=cast.fan)
    with pytest.raises(NotYet):
        writing.reply(fans, "Hello.", by=cast.newcomer)


def test_twenty_a_day(talk, cast):
    settings.change("messages.a_day", 2)
    writing.reply(talk, "Second.", by=cast.fan)
    with pytest.raises(EnoughMessages):
        writing.reply(talk, "Third.", by=cast.fan)
    writing.reply(talk, "Mine.", by=cast.second_fan)


def test_a_group_has_room_for_so_many(cast, app):
    settings.change("messages.people", 2)
    cast.second_fan, cast.moderator
    with pytest.raises(TooManyPeople):
        writing.start(["bima", "mats"], "", "Hello", by=cast.fan)
    with pytest.raises(UnknownPerson):
        writing.start(["nobody-like-this"], "", "Hello", by=cast.fan)
    with pytest.raises(NobodyToWriteTo):
        writing.start(["ada", ""], "", "Hello", by=cast.fan)


def test_who_is_brought_in_reads_only_what_comes_then(talk, cast):
    cast.moderator
    conversations.add_people(talk, ["mats"], by=cast.fan)
    assert rows_of(talk, cast.moderator) == []
    writing.reply(talk, "Welcome, Mats.", by=cast.second_fan)
    assert len(rows_of(talk, cast.moderator)) == 1


def test_who_left_sees_and_hears_nothing_more(talk, cast, work):
    work()
    conversations.leave(conversations.visible_to(cast.second_fan, talk.id)[1], by=cast.second_fan)
    writing.reply(talk, "Are you there?", by=cast.fan)
    work()
    assert notifications.latest(cast.second_fan.id) == []
    assert conversations.mine(cast.second_fan) == []
    with pytest.raises(NotFound):
        conversations.visible_to(cast.second_fan, talk.id)


def test_a_muted_conversation_is_quiet_and_can_be_read(talk, cast, work):
    conversations.mute(
        conversations.visible_to(cast.second_fan, talk.id)[1], True, by=cast.second_fan
    )
    writing.reply(talk, "Are you there?", by=cast.fan)
    work()
    assert notifications.latest(cast.second_fan.id) == []
    assert fresh(cast.second_fan).unread_messages == 0
    assert len(rows_of(talk, cast.second_fan)) == 2


def test_only_a_reported_message_opens_to_moderators_with_what_led_to_it(talk, cast, sign_in):
    rude = writing.reply(talk, "You fool.", by=cast.second_fan)
    later = writing.reply(talk, "Never mind.", by=cast.second_fan)
    flags.raise_flag(
        "message",
        rude.id,
        "rude" if "rude" in flags.FLAG_REASONS else next(iter(flags.FLAG_REASONS)),
        by=cast.fan,
    )
    db.session.commit()
    browser = sign_in(cast.moderator)
    queue = browser.get("/staff/review").text
    assert "You fool." in queue
    shown = browser.get("/staff/review/1").text
    assert "You fool." in shown and CANARY in shown and "Never mind." not in shown
    assert browser.get(f"/messages/{talk.id}").status_code == 404
    assert browser.get(f"/flags/new?kind=message&id={later.id}").status_code == 404
    assert sign_in(cast.marketer).get("/staff/review/1").status_code in (403, 404)


def test_a_message_taken_down_is_gone_for_both(talk, cast, sign_in):
    from community.fans.messages import moderating

    message = db.session.query(Message).one()
    moderating.hide(message.id, by=cast.moderator)
    db.session.commit()
    for account in (cast.fan, cast.second_fan):
        page = sign_in(account).get(f"/messages/{talk.id}?lang=en").text
        assert CANARY not in page and "taken down by the team" in page
    assert moderating.describe(message.id, cast.second_fan)["text"] == ""


def test_j4_an_export_has_all_of_ones_own_words_and_none_of_the_partners(talk, cast):
    from community.fans.messages.privacy import PRIVACY

    writing.reply(talk, "Partner words.", by=cast.second_fan)
    told = str(PRIVACY.access([cast.fan.id], cast.fan.member_id))
    assert CANARY in told and "Partner words" not in told and "bima" not in told


def test_j1_erasure_takes_the_words_and_the_title_with_it(talk, cast, work):
    from community.fans.messages.privacy import PRIVACY

    writing.reply(talk, "Partner words.", by=cast.second_fan)
    work()
    PRIVACY.erase([cast.fan.id], cast.fan.member_id)
    db.session.commit()
    left = [each.source for each in db.session.query(Message).order_by(Message.id)]
    assert left == ["", "Partner words."]
    assert fresh(talk).title == "…"
    assert notifications.latest(cast.second_fan.id) == []
    PRIVACY.erase([cast.second_fan.id], cast.second_fan.member_id)
    assert db.session.query(Message).count() == 0 and db.session.query(Participant).count() == 0


def test_a1_hostile_text_is_cleaned_and_titles_are_text(cast, sign_in):
    cast.second_fan
    begun = writing.start(
        ["bima"], "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", by=cast.fan
    )
    for path in ("/messages", f"/messages/{begun.id}"):
        page = sign_in(cast.second_fan).get(path).text
        assert "<script>alert" not in page and "onerror=alert(1)>" not in page


def test_the_forms_work_as_plain_posts_and_lose_nothing(cast, sign_in, token_of):
    cast.second_fan
    browser = sign_in(cast.fan)
    values = {
        "csrf_token": token_of(browser, "/messages/new?to=bima"),
        "to": "@bima, @nobody",
        "body": "Kept words",
    }
    refused = browser.post("/messages", data=values)
    assert refused.status_code == 422 and "Kept words" in refused.text
    sent = browser.post("/messages", data={**values, "to": "bima"})
    assert sent.status_code == 303
    answer = browser.post(sent.location, data={**values, "body": "More"})
    assert answer.status_code == 303 and "#m" in answer.location
    empty = browser.post(sent.location, data={**values, "body": " "})
    assert empty.status_code == 422


def test_pages_are_cheap(cast, sign_in, queries):
    for number in range(5):
        cast.second_fan
        begun = writing.start(["bima"], f"Talk {number}", "Hello", by=cast.fan)
    browser = sign_in(cast.second_fan)
    for path, most in (("/messages", 6), (f"/messages/{begun.id}", 7)):
        browser.get(path)
        buffer.flush_all()
        with queries() as asked:
            browser.get(path)
        assert len(asked) <= most, path + "\n" + "\n".join(asked)


def test_counting_again_gives_the_same(talk, cast):
    unread.recount([cast.fan.id, cast.second_fan.id])
    assert (fresh(cast.fan).unread_messages, fresh(cast.second_fan).unread_messages) == (0, 1)


def test_erased_and_unclaimed_people_cannot_be_written_to(cast, app):
    imported = accounts.create("ghost", "Ghost", claimed=False)
    with pytest.raises(DoorClosed):
        writing.start([imported.handle], "", "Hello", by=cast.fan)
