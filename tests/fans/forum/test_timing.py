"""Threads that close and open at a time, that are slowed down, and that are pinned for a while."""

from datetime import timedelta

import pytest
import time_machine

from community.fans.forum import jobs, posts, threads
from community.fans.forum.models import Closure
from community.fans.forum.order import set_timer, slow_down, stop_timer
from community.fans.forum.refusals import PaceOutOfRange, SlowDown, ThreadClosed, TimeAhead
from community.fans.forum.states import ClosureTimer, SlowMode
from community.kernel import audit, clock
from community.kernel.db import db
from community.kernel.refusals import NotAllowed
from tests.fans.forum.pressing import form, send

pytestmark = pytest.mark.databases


def after(**passed):
    return time_machine.travel(clock.now() + timedelta(**passed))


def soon(**ahead):
    return clock.now() + timedelta(**ahead)


def test_a_thread_closes_when_its_time_has_come_and_not_before(thread, cast):
    set_timer(thread, soon(hours=2), by=cast.moderator, reason="The offer ends")
    jobs.close_and_reopen()
    assert db.session.get(Closure, thread.id) is None
    with after(hours=3):
        jobs.close_and_reopen()
        assert db.session.get(Closure, thread.id).reason == "The offer ends"
        with pytest.raises(ThreadClosed):
            posts.reply(thread, "Too late?", by=cast.second_fan)
    assert db.session.query(ClosureTimer).count() == 0
    set_by = next(row for row in audit.latest() if row.action == "thread.time")
    assert (set_by.by_id, set_by.reason) == (cast.moderator.id, "The offer ends")
    assert "thread.close" in {row.action for row in audit.latest()}


def test_a_closed_thread_opens_again(thread, cast):
    threads.close(thread, by=cast.moderator)
    set_timer(thread, soon(days=1), by=cast.agent)
    with after(days=2):
        jobs.close_and_reopen()
    assert db.session.get(Closure, thread.id) is None


def test_a_second_timer_replaces_the_first_and_a_stopped_one_does_nothing(thread, cast):
    set_timer(thread, soon(hours=1), by=cast.moderator)
    set_timer(thread, soon(hours=5), by=cast.moderator)
    with after(hours=2):
        jobs.close_and_reopen()
    assert db.session.get(Closure, thread.id) is None
    stop_timer(thread, by=cast.moderator)
    with after(hours=6):
        jobs.close_and_reopen()
    assert db.session.get(Closure, thread.id) is None


def test_a_timer_that_comes_after_the_act_changes_nothing(thread, cast):
    set_timer(thread, soon(hours=1), by=cast.moderator)
    threads.close(thread, by=cast.agent, reason="Said enough")
    with after(hours=2):
        jobs.close_and_reopen()
    assert db.session.get(Closure, thread.id).reason == "Said enough"


def test_a_time_is_still_to_come_and_within_a_year(thread, cast):
    for due in (soon(minutes=-1), soon(days=400)):
        with pytest.raises(TimeAhead):
            set_timer(thread, due, by=cast.moderator)


def test_slow_mode_holds_back_the_second_reply_of_one_person(thread, say, cast):
    slow_down(thread, 10, by=cast.moderator)
    say(thread, at=clock.now() - timedelta(minutes=4))
    with pytest.raises(SlowDown, match=r"once in 10 minutes.*in 6 minutes") as refused:
        posts.reply(thread, "And another.", by=cast.second_fan)
    assert 350 < refused.value.retry_after <= 360
    assert posts.reply(thread, "Mine is the first.", by=cast.fan)
    with after(minutes=7):
        assert posts.reply(thread, "And another.", by=cast.second_fan)


def test_deleting_a_reply_does_not_make_room_for_the_next(thread, say, cast):
    slow_down(thread, 10, by=cast.moderator)
    posts.delete(say(thread, at=clock.now() - timedelta(minutes=4)), by=cast.second_fan)
    with pytest.raises(SlowDown):
        posts.reply(thread, "And another.", by=cast.second_fan)


def test_the_team_is_not_slowed_and_ends_it(thread, say, cast):
    slow_down(thread, 10, by=cast.moderator)
    for text in ("One.", "Two."):
        assert posts.reply(thread, text, by=cast.agent)
    slow_down(thread, 0, by=cast.agent)
    say(thread, at=clock.now() - timedelta(minutes=4))
    assert posts.reply(thread, "And another.", by=cast.second_fan)
    assert db.session.query(SlowMode).count() == 0
    acts = [(row.action, row.by_id) for row in audit.latest() if row.action == "thread.slow"]
    assert acts == [("thread.slow", cast.agent.id), ("thread.slow", cast.moderator.id)]


def test_a_pace_is_between_a_minute_and_a_day(thread, cast):
    for minutes in (-1, 1441):
        with pytest.raises(PaceOutOfRange):
            slow_down(thread, minutes, by=cast.moderator)


def test_c11_fans_and_marketers_set_no_time_and_no_pace(thread, cast):
    for who in (cast.fan, cast.marketer):
        for act in (
            lambda by: set_timer(thread, soon(hours=1), by=by),
            lambda by: stop_timer(thread, by=by),
            lambda by: slow_down(thread, 5, by=by),
        ):
            with pytest.raises(NotAllowed):
                act(who)


def test_fans_read_when_it_closes_and_how_fast_it_goes(thread, client, cast):
    page = threads.address(thread)
    before = client.get(page)
    assert "Slow mode" not in before.text
    set_timer(thread, soon(hours=2), by=cast.moderator)
    slow_down(thread, 5, by=cast.moderator)
    db.session.commit()
    seen = client.get(page, headers={"If-None-Match": before.headers["ETag"]})
    assert "This thread closes by itself on" in seen.text
    assert "everybody replies once in 5 minutes" in seen.text


def test_the_team_sets_it_from_the_page(thread, sign_in, cast, fresh):
    browser, page = sign_in(cast.agent), f"/t/{thread.id}/timing"
    assert page in browser.get(threads.address(thread)).text
    day = (clock.now() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    assert send(browser, page, f"/t/{thread.id}/timer", when=day).status_code == 303
    assert send(browser, page, f"/t/{thread.id}/pace", minutes="15").status_code == 303
    assert db.session.get(SlowMode, thread.id).minutes == 15
    assert send(browser, page, f"/t/{thread.id}/timer/removal").status_code == 303
    assert db.session.query(ClosureTimer).count() == 0
    token = form(browser, page, f"/t/{thread.id}/pace")["csrf_token"]
    for path, wrong in (
        ("timer", {"when": "tomorrow"}), ("timer", {}), ("pin/until", {"when": "2001-01-01T00:00"}),
        ("pace", {"minutes": "٣"}), ("pace", {"minutes": "9" * 30}), ("pace", {}),
    ):  # fmt: skip
        sent = {"csrf_token": token, **wrong}
        assert browser.post(f"/t/{thread.id}/{path}", data=sent).status_code == 422, (path, wrong)


def test_a_slowed_reader_keeps_their_text(thread, say, sign_in, cast):
    cast.second_fan.language = "en"
    slow_down(thread, 10, by=cast.moderator)
    say(thread, at=clock.now() - timedelta(minutes=4))
    db.session.commit()
    answer = send(
        sign_in(cast.second_fan),
        f"/t/{thread.id}/reply",
        f"/t/{thread.id}/posts",
        body="Long words",
    )
    assert answer.status_code == 429
    assert "Long words" in answer.text and "People reply here once in 10 minutes" in answer.text


def test_a_pin_ends_by_itself_and_may_be_renewed(thread, start, sign_in, client, board, cast):
    start("Newest", at=clock.now() - timedelta(minutes=1))
    browser = sign_in(cast.moderator)
    day = (clock.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    page = f"/t/{thread.id}/timing"
    assert send(browser, page, f"/t/{thread.id}/pin/until", when=day).status_code == 303
    assert threads.latest(cast.fan, board=board).rows[0].title == "Which wax?"
    assert threads.shown(thread.id, cast.fan).pinned_at
    with after(days=2):
        assert threads.latest(cast.fan, board=board).rows[0].title == "Newest"
        assert threads.shown(thread.id, cast.fan).pinned_at is None
        threads.pin(thread, by=cast.moderator)
        assert threads.shown(thread.id, cast.fan).pinned_at


def test_kept_pages_no_longer_say_pinned_once_it_has_ended(thread, client, cast):
    threads.pin(thread, by=cast.moderator, until=soon(hours=1))
    db.session.commit()
    page = threads.address(thread)
    assert "#pin" in client.get(page).text
    with after(hours=2):
        jobs.end_pins()
        db.session.commit()
        assert "#pin" not in client.get(page).text
