"""Bookmarks: kept by one person, seen by nobody else, and brought back to mind when asked."""

from datetime import timedelta

import pytest

from community.commons import notifications
from community.fans.bookmarks import bookmarks, finding, privacy, reminding
from community.fans.bookmarks.refusals import ReminderTooFar
from community.fans.forum import posts
from community.kernel import clock
from community.kernel.db import db
from tests.fans.forum.pressing import send

pytestmark = pytest.mark.databases


def titles(by, after=""):
    return [each.title for each in finding.of(by, after)[0]]


def test_fan_keeps_a_post_with_a_note_and_finds_it_again(sign_in, thread, say, cast):
    post, browser = say(thread), sign_in(cast.fan)
    assert f"/posts/{post.id}/bookmark" in browser.get(f"/posts/{post.id}/menu").text
    page = f"/posts/{post.id}/bookmark"
    answer = send(browser, page, page, note="for the winter")
    assert (answer.status_code, answer.location) == (303, posts.address(thread, post))
    shown = browser.get("/bookmarks").text
    assert "for the winter" in shown
    assert posts.address(thread, post) in shown


def test_kept_again_the_note_said_last_counts(thread, say, cast):
    post = say(thread)
    for note in ("one", "two"):
        bookmarks.keep(post, by=cast.fan, note=note)
    [kept] = finding.of(cast.fan)[0]
    assert kept.note == "two"


def test_nobody_else_sees_it(sign_in, client, thread, say, cast):
    bookmarks.keep(say(thread), by=cast.fan, note="secret plan")
    assert titles(cast.second_fan) == []
    for browser in (sign_in(cast.second_fan), sign_in(cast.operator)):
        assert "secret plan" not in browser.get("/bookmarks").text
    assert client.get("/bookmarks").location == "/sign-in?next=/bookmarks"


def test_removed_bookmark_is_gone(sign_in, thread, say, cast):
    post = say(thread)
    bookmarks.keep(post, by=cast.fan)
    send(sign_in(cast.fan), "/bookmarks", f"/posts/{post.id}/bookmark/removal")
    assert titles(cast.fan) == []


def test_what_went_out_of_sight_leaves_the_list(thread, say, start, team_board, cast):
    post = say(thread)
    hidden = say(
        start("Board for the team", board=team_board, by=cast.moderator), by=cast.moderator
    )
    bookmarks.keep(post, by=cast.fan)
    bookmarks.keep(hidden, by=cast.fan)
    assert titles(cast.fan) == [thread.title]
    posts.hide(post, by=cast.moderator)
    assert titles(cast.fan) == []


def test_list_goes_on_by_key_without_losing_one(monkeypatch, thread, say, cast):
    monkeypatch.setattr(finding, "PAGE", 2)
    for number in range(5):
        bookmarks.keep(say(thread, f"Reply {number}"), by=cast.fan, note=str(number))
    found, after = [], ""
    while True:
        kept, after = finding.of(cast.fan, after)
        found += [each.note for each in kept]
        if not after:
            break
    assert found == ["4", "3", "2", "1", "0"]


def test_reminder_comes_once_at_its_time_and_says_why(sign_in, thread, say, cast):
    post, soon = say(thread), clock.now() + timedelta(hours=3)
    bookmarks.keep(post, by=cast.fan, remind_at=soon)
    assert reminding.remind_those_due(soon - timedelta(minutes=1)) == 0
    assert reminding.remind_those_due(soon) == 1
    assert reminding.remind_those_due(soon) == 0
    [told] = notifications.latest(cast.fan.id)
    assert (told.kind, told.url) == ("bookmark", posts.address(thread, post))
    assert "You asked to be reminded" in str(reminding.KIND.reason)


def test_nobody_is_reminded_of_what_they_may_not_see_any_more(thread, say, cast):
    post, soon = say(thread), clock.now() + timedelta(hours=3)
    bookmarks.keep(post, by=cast.fan, remind_at=soon)
    posts.hide(post, by=cast.moderator)
    reminding.remind_those_due(soon)
    assert notifications.latest(cast.fan.id) == []


@pytest.mark.parametrize("day", ["2001-01-01", "9999-12-31", "soon"])
def test_day_that_cannot_be_is_refused_and_nothing_is_lost(sign_in, thread, say, cast, day):
    page = f"/posts/{say(thread).id}/bookmark"
    answer = send(sign_in(cast.fan), f"{page}?lang=en", page, note="wax", on=day)
    assert answer.status_code == 422
    assert "still to come" in answer.text
    assert ">wax</textarea>" in answer.text


def test_reminder_in_the_past_is_refused(thread, say, cast):
    with pytest.raises(ReminderTooFar):
        bookmarks.keep(say(thread), by=cast.fan, remind_at=clock.now())


def test_export_has_them_and_erasure_takes_them(thread, say, cast):
    bookmarks.keep(say(thread), by=cast.fan, note="mine")
    assert privacy.access([cast.fan.id], cast.fan.member_id)["bookmarks"][0]["note"] == "mine"
    privacy.erase([cast.fan.id], cast.fan.member_id)
    db.session.commit()
    assert finding.of(cast.fan) == ([], "")
