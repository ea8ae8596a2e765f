"""Staff decide with a reason; the author is told; everything can be undone; everything is logged."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from community.commons import notifications
from community.kernel import audit, clock
from community.kernel.db import db
from community.kernel.refusals import NotAllowed, NotFound
from community.people import accounts
from community.staff.moderation import decisions, flags, reviews
from community.staff.moderation.models import Decision, Flag
from community.staff.moderation.refusals import NothingToUndo, ReasonNeeded, SomebodyWasFaster

pytestmark = pytest.mark.databases


@pytest.fixture
def item(shelf, cast):
    flags.raise_flag("note", 1, "spam", by=cast.fan)
    [item] = reviews.queue(by=cast.moderator)
    return item


def test_hiding_takes_the_thing_down_and_empties_the_queue(item, shelf, cast):
    decisions.decide(item, "hide", by=cast.moderator, version=item.version, reason="spam")
    assert shelf.hidden == {1: "spam"}
    assert reviews.queue(by=cast.moderator) == []
    assert db.session.scalars(select(Flag.upheld)).all() == [True]


def test_the_author_is_told_why(item, cast):
    decision = decisions.decide(
        item, "hide", by=cast.moderator, version=item.version, reason="rude", note="Think of Ada."
    )
    [told] = notifications.latest(cast.second_fan.id)
    assert told.url == f"/decisions/{decision.id}"
    assert "attacks a person" in told.title


def test_taking_down_needs_a_reason(item, cast):
    with pytest.raises(ReasonNeeded):
        decisions.decide(item, "hide", by=cast.moderator, version=item.version)


def test_leaving_it_dismisses_the_flags_and_tells_nobody(item, shelf, cast):
    decisions.decide(item, "keep", by=cast.moderator, version=item.version)
    assert shelf.hidden == {}
    assert db.session.scalars(select(Flag.upheld)).all() == [False]
    assert notifications.latest(cast.second_fan.id) == []


def test_h2_of_two_reviewers_one_decides_and_the_other_is_told(item, cast):
    seen = item.version
    decisions.decide(item, "keep", by=cast.moderator, version=seen)
    with pytest.raises(SomebodyWasFaster):
        decisions.decide(item, "hide", by=cast.operator, version=seen, reason="spam")


def test_undo_puts_everything_back(item, shelf, cast):
    decision = decisions.decide(
        item, "hide", by=cast.moderator, version=item.version, reason="spam", suspend_hours=24
    )
    assert accounts.one(cast.second_fan.id).suspended_until
    decisions.undo(decision, by=cast.moderator)
    assert shelf.hidden == {}
    assert [each.subject_id for each in reviews.queue(by=cast.moderator)] == [1]
    assert accounts.one(cast.second_fan.id).suspended_until is None
    with pytest.raises(NothingToUndo):
        decisions.undo(decision, by=cast.moderator)


def test_suspensions_escalate(item, cast):
    assert decisions.next_suspension_hours(cast.second_fan.id) == 24
    decisions.suspend(cast.second_fan.id, 24, "spam", by=cast.moderator)
    assert decisions.next_suspension_hours(cast.second_fan.id) == 72


def test_a_moderator_does_not_suspend_colleagues(cast, shelf):
    with pytest.raises(NotAllowed):
        decisions.suspend(cast.marketer.id, 24, "spam", by=cast.moderator)


def test_i7_every_act_is_in_the_log_with_actor_and_reason(item, cast):
    decisions.decide(
        item, "hide", by=cast.moderator, version=item.version, reason="spam", note="Second time."
    )
    [row] = [each for each in audit.latest() if each.action == "review.hide"]
    assert (row.by_id, row.subject_kind, row.subject_id, row.reason) == (
        cast.moderator.id,
        "note",
        1,
        "spam",
    )
    assert row.after["note"] == "Second time."


def test_c11_only_moderators_review(item, cast, sign_in):
    for account in (cast.fan, cast.marketer):
        browser = sign_in(account)
        assert browser.get("/staff/review").status_code == 403
        assert browser.get("/staff/log").status_code == 403
    with pytest.raises(NotAllowed):
        decisions.decide(item, "hide", by=cast.fan, version=item.version, reason="spam")


def test_a_decision_is_shown_to_its_author_and_to_moderators_alone(item, cast):
    decision = decisions.decide(
        item, "hide", by=cast.moderator, version=item.version, reason="spam"
    )
    assert decisions.one(decision.id, by=cast.second_fan) is decision
    with pytest.raises(NotFound):
        decisions.one(decision.id, by=cast.fan)


def test_the_queue_page_shows_decides_and_undoes(item, shelf, cast, sign_in):
    browser = sign_in(cast.moderator)
    page = browser.get(f"/staff/review/{item.id}")
    assert "Ada Lindqvist" in page.text
    form = {
        "csrf_token": _token(page),
        "version": str(item.version),
        "reason": "spam",
        "action": "hide",
    }
    assert browser.post(f"/staff/review/{item.id}/decision", data=form).status_code == 303
    assert shelf.hidden
    decision = db.session.scalars(select(Decision)).one()
    assert (
        browser.post(
            f"/staff/decisions/{decision.id}/removal", data={"csrf_token": _token(page)}
        ).status_code
        == 303
    )
    assert not shelf.hidden


def test_the_page_asks_for_the_missing_reason_and_loses_nothing(item, cast, sign_in):
    browser = sign_in(cast.moderator)
    page = browser.get(f"/staff/review/{item.id}")
    answer = browser.post(
        f"/staff/review/{item.id}/decision",
        data={"csrf_token": _token(page), "version": str(item.version), "action": "hide"},
    )
    assert answer.status_code == 422
    assert "Pick a reason" in answer.text


def test_staff_are_reminded_after_a_day_and_after_two(item, cast, work):
    from community.staff.moderation.jobs import remind_staff

    for day, told in ((0, 0), (1.1, 1), (1.2, 1), (2.1, 2)):
        with time_machine.travel(clock.now() + timedelta(days=day), tick=False):
            remind_staff()
        about = [
            each for each in notifications.latest(cast.moderator.id) if each.kind == "review_late"
        ]
        assert sum(each.count for each in about) == told


def _token(page) -> str:
    return page.text.split('name="csrf_token" value="')[1].split('"')[0]
