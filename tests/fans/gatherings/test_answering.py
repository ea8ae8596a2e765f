"""One answer each, no place twice, and who waits moves up and is told."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from community.commons import notifications
from community.fans.forum import threads
from community.fans.gatherings import Rsvp, answering
from community.fans.gatherings.refusals import GatheringOff, GatheringOver
from community.kernel.db import db
from community.kernel.permissions import NOBODY
from community.kernel.refusals import Invalid, NotAllowed, NotFound, SignInNeeded
from community.people import accounts
from tests.fans.forum.pressing import send
from tests.fans.forum.test_reactions import together

from .conftest import moved

pytestmark = pytest.mark.databases


def counters(gathering):
    return gathering.coming_count, gathering.waiting_count, gathering.maybe_count


def rows(thread, answer):
    of_it = select(func.count()).where(Rsvp.thread_id == thread.id, Rsvp.answer == answer)
    return db.session.scalar(of_it)


def test_an_answer_may_change_and_counts_once(meet, of, cast):
    run = meet()
    for said, counted in [("yes", (1, 0, 0)), ("yes", (1, 0, 0)), ("maybe", (0, 0, 1)), ("no", (0, 0, 0)), ("yes", (1, 0, 0))]:  # fmt: skip
        answering.answer(run, said, by=cast.second_fan)
        assert counters(of(run)) == counted
    assert db.session.query(Rsvp).count() == 1


def test_once_the_places_are_taken_people_wait_in_line(meet, of, cast):
    run = meet(capacity="1")
    assert answering.answer(run, "yes", by=cast.second_fan) == "yes"
    assert answering.answer(run, "yes", by=cast.newcomer) == "waiting"
    assert answering.answer(run, "yes", by=cast.marketer) == "waiting"
    assert answering.answer(run, "yes", by=cast.newcomer) == "waiting"
    assert counters(of(run)) == (1, 2, 0)


def test_whoever_waited_longest_moves_up_when_somebody_cannot_come_and_is_told(
    meet, of, work, cast
):
    run = meet(capacity="1")
    for each in (cast.second_fan, cast.newcomer, cast.marketer):
        answering.answer(run, "yes", by=each)
    answering.answer(run, "no", by=cast.second_fan)
    assert counters(of(run)) == (1, 1, 0)
    assert db.session.get_one(Rsvp, (run.id, cast.newcomer.id)).answer == "yes"
    work()
    assert [each.kind for each in notifications.latest(cast.newcomer.id)] == ["gathering-place"]
    assert notifications.latest(cast.marketer.id) == []


def test_who_comes_new_does_not_overtake_who_waits(meet, of, cast):
    run = meet(capacity="1")
    answering.answer(run, "yes", by=cast.second_fan)
    answering.answer(run, "yes", by=cast.newcomer)
    answering.answer(run, "maybe", by=cast.newcomer)
    assert answering.answer(run, "yes", by=cast.marketer) == "waiting"
    assert answering.answer(run, "yes", by=cast.newcomer) == "waiting"
    answering.answer(run, "no", by=cast.second_fan)
    assert db.session.get_one(Rsvp, (run.id, cast.marketer.id)).answer == "yes"


def test_nonsense_and_strangers_are_refused(meet, cast):
    run = meet()
    with pytest.raises(Invalid):
        answering.answer(run, "waiting", by=cast.second_fan)
    with pytest.raises(SignInNeeded):
        answering.answer(run, "yes", by=NOBODY)
    assert db.session.query(Rsvp).count() == 0


def test_a_gathering_that_is_over_hidden_or_off_takes_no_answers(meet, cast):
    from community.fans.gatherings import changing

    over, off, hidden = meet("Over"), meet("Off"), meet("Hidden")
    moved(over, timedelta(hours=-4))
    with pytest.raises(GatheringOver):
        answering.answer(over, "yes", by=cast.second_fan)
    changing.cancel(off, by=cast.fan)
    with pytest.raises(GatheringOff):
        answering.answer(off, "yes", by=cast.second_fan)
    threads.hide(hidden, by=cast.moderator)
    with pytest.raises(NotFound):
        answering.answer(hidden, "yes", by=cast.second_fan)


@pytest.fixture
def crowd(app):
    made = [
        accounts.create(f"runner{number}", f"Runner {number}", confirmed=True)
        for number in range(50)
    ]
    db.session.commit()
    return [each.id for each in made]


def test_h1_fifty_at_once_for_the_last_five_places_never_overbook(app, meet, of, crowd):
    run = meet(capacity="5")
    thread_id = run.id
    db.session.commit()
    faults = together([lambda who=who: press(app, thread_id, who, "yes") for who in crowd])
    assert faults == []
    db.session.expire_all()
    run = threads.one(thread_id)
    assert (rows(run, "yes"), rows(run, "waiting")) == (5, 45)
    assert counters(of(run)) == (5, 45, 0)


def test_h1_fifty_presses_of_one_person_are_one_answer(app, meet, of, crowd):
    run = meet()
    thread_id, who = run.id, crowd[0]
    db.session.commit()
    said = ["yes", "maybe", "no", "yes", "yes"]
    assert together([lambda word=said[each % 5]: press(app, thread_id, who, word) for each in range(50)]) == []  # fmt: skip
    db.session.expire_all()
    run = threads.one(thread_id)
    assert db.session.query(Rsvp).count() == 1
    assert sum(counters(of(run))) == rows(run, "yes") + rows(run, "maybe")


def test_h1_coming_and_going_at_once_leaves_no_place_empty_and_none_taken_twice(
    app, meet, of, crowd
):
    run = meet(capacity="10")
    thread_id = run.id
    db.session.commit()
    for who in crowd[:20]:
        press(app, thread_id, who, "yes")
    leaving = [lambda who=who: press(app, thread_id, who, "no") for who in crowd[:10]]
    arriving = [lambda who=who: press(app, thread_id, who, "yes") for who in crowd[20:50]]
    assert together(leaving + arriving) == []
    db.session.expire_all()
    run = threads.one(thread_id)
    assert (rows(run, "yes"), rows(run, "waiting"), rows(run, "no")) == (10, 30, 10)
    before = counters(of(run))
    answering.recount(thread_id)
    assert counters(of(run)) == before == (10, 30, 0)


def press(app, thread_id, account_id, said):
    with app.app_context():
        answering.answer(threads.one(thread_id), said, by=accounts.one(account_id))
        db.session.commit()


def test_answers_are_given_by_a_plain_form(sign_in, meet, cast):
    run = meet(capacity="1")
    browser, path = sign_in(cast.second_fan), threads.address(run)
    answer = send(browser, path, f"/gatherings/{run.id}/answers", answer="yes")
    assert (answer.status_code, answer.location) == (303, f"{path}#kind")
    assert 'aria-pressed="true"' in browser.get(path).text
    other = sign_in(cast.newcomer)
    send(other, path, f"/gatherings/{run.id}/answers", answer="yes")
    page = other.get(path).text
    assert "nummer 1" in page or "number 1" in page


def test_an_answer_takes_part_in_the_figures(meet, work, cast):
    from community.kernel import clock
    from community.marketing.insights import activity

    run = meet()
    answering.answer(run, "yes", by=cast.second_fan)
    work()
    now = clock.now()
    assert activity.active_members(now - timedelta(minutes=5), now + timedelta(minutes=5)) >= 1


def test_answers_leave_with_whoever_is_erased_and_are_in_their_export(meet, of, cast):
    from community.fans.gatherings.privacy import PRIVACY

    run = meet(capacity="1")
    answering.answer(run, "yes", by=cast.second_fan)
    answering.answer(run, "yes", by=cast.newcomer)
    assert PRIVACY.access([cast.second_fan.id], 0)["gathering_answers"][0]["answer"] == "yes"
    PRIVACY.erase([cast.second_fan.id], 0)
    assert counters(of(run)) == (1, 0, 0)
    assert db.session.get_one(Rsvp, (run.id, cast.newcomer.id)).answer == "yes"


def test_who_is_suspended_cannot_answer(meet, cast):
    from community.kernel import clock

    run = meet()
    accounts.suspend(
        cast.second_fan, by=cast.moderator, reason="spam", until=clock.now() + timedelta(days=1)
    )
    with pytest.raises(NotAllowed):
        answering.answer(run, "yes", by=cast.second_fan)
