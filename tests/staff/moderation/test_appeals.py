"""Whose post was taken down may ask once for a second look, and somebody else answers."""

import pytest

from community.commons import notifications
from community.kernel import clock
from community.kernel.db import db
from community.kernel.refusals import NotAllowed
from community.kernel.text import TextMissing
from community.staff.moderation import appeals, decisions, evidence, flags, privacy, reviews
from community.staff.moderation.models import Flag
from community.staff.moderation.refusals import AlreadyAppealed, AskAColleague

pytestmark = pytest.mark.databases


@pytest.fixture
def decision(shelf, cast):
    flags.raise_flag("note", 1, "spam", by=cast.fan)
    [item] = reviews.queue(by=cast.moderator)
    return decisions.decide(item, "hide", by=cast.moderator, version=item.version, reason="spam")


@pytest.fixture
def item(decision, cast):
    appeals.appeal(decision, "It was a joke among friends.", by=cast.second_fan)
    [item] = reviews.queue(by=cast.operator)
    return item


def test_the_authors_words_reach_the_queue(item, cast):
    described = appeals.describe(item.subject_id, cast.operator)
    assert item.source == "appeal"
    assert described["text"] == "It was a joke among friends."
    assert "A note" in described["title"]


def test_only_the_author_asks_and_only_once(item, decision, cast):
    with pytest.raises(AlreadyAppealed):
        appeals.appeal(decision, "Again.", by=cast.second_fan)
    with pytest.raises(NotAllowed):
        appeals.appeal(decision, "Let them.", by=cast.fan)


def test_an_appeal_without_words_is_refused(decision, cast):
    with pytest.raises(TextMissing):
        appeals.appeal(decision, "  ", by=cast.second_fan)


def test_who_decided_does_not_answer_the_appeal(item, cast):
    with pytest.raises(AskAColleague):
        decisions.decide(item, "stand", by=cast.moderator, version=item.version)


def test_granted_it_brings_the_thing_back_and_lifts_the_suspension(item, decision, shelf, cast):
    decision.suspension_id = decisions.suspend(cast.second_fan.id, 24, "spam", by=cast.moderator).id
    decisions.decide(item, "grant", by=cast.operator, version=item.version)
    assert shelf.hidden == {}
    assert not cast.second_fan.suspended
    assert decision.undone_by_id == cast.operator.id
    assert reviews.queue(by=cast.operator) == [], "nothing is left to decide"
    assert appeals.of(decision).answer.action == "grant"


def test_when_it_stands_the_author_is_told_and_reads_the_answer(item, decision, shelf, cast):
    decisions.decide(item, "stand", by=cast.operator, version=item.version, note="Still an ad.")
    assert shelf.hidden == {1: "spam"}
    assert notifications.latest(cast.second_fan.id)[0].url == f"/decisions/{decision.id}"
    assert appeals.of(decision).answer.note == "Still an ad."


def test_a_granted_appeal_can_be_undone(item, decision, shelf, cast):
    answer = decisions.decide(item, "grant", by=cast.operator, version=item.version)
    decisions.undo(answer, by=cast.operator)
    assert shelf.hidden == {1: "spam"}
    assert decision.undone_at is None
    assert [each.kind for each in reviews.queue(by=cast.operator)] == ["appeal"]
    assert appeals.of(decision).answer is None


def test_asking_in_vain_does_not_make_later_flags_lighter(item, cast):
    for number in range(evidence.ACCURACY_COUNTS_FROM):
        db.session.add(
            Flag(
                kind="appeal", subject_id=1000 + number, by_id=cast.second_fan.id, reason="appeal",
                weight=0.0, at=clock.now(), upheld=False,
            )
        )  # fmt: skip
    assert evidence.weight_of(cast.second_fan) == 1.0 + cast.second_fan.level


def test_erasing_the_author_takes_the_appeal_off_the_queue(item, decision, cast):
    privacy.erase([cast.second_fan.id], cast.second_fan.member_id)
    assert reviews.queue(by=cast.operator) == []
    assert appeals.of(decision) is None


def test_the_notice_takes_the_appeal_and_shows_what_became_of_it(decision, cast, sign_in):
    author = sign_in(cast.second_fan)
    page = author.get(f"/decisions/{decision.id}?lang=en")
    assert "Ask for a second look" in page.text
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    empty = author.post(f"/decisions/{decision.id}/appeal", data={"csrf_token": token, "words": ""})
    assert empty.status_code == 422
    asked = author.post(
        f"/decisions/{decision.id}/appeal", data={"csrf_token": token, "words": "<b>Look</b> again"}
    )
    assert asked.status_code == 303
    page = author.get(f"/decisions/{decision.id}?lang=en")
    assert "&lt;b&gt;Look&lt;/b&gt; again" in page.text
    assert "Ask for a second look" not in page.text


def test_the_queue_shows_the_appeal_to_a_colleague(decision, cast, sign_in):
    appeals.appeal(decision, "Look again.", by=cast.second_fan)
    browser = sign_in(cast.operator)
    page = browser.get("/staff/review?lang=en")
    assert "Look again." in page.text
    assert 'value="grant"' in page.text
    assert "advertising" in page.text, "why it was taken down"
