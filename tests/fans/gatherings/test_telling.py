"""Reminders come once, changes are told to all who come, and never to who may not see it."""

from datetime import timedelta

import pytest

from community.commons import notifications
from community.fans.forum import follows, threads
from community.fans.gatherings import answering, changing, reminding
from community.kernel import clock, settings
from tests.fans.forum.pressing import visit

from .conftest import filled, moved

pytestmark = pytest.mark.databases


def told(account):
    return [each.kind for each in notifications.latest(account.id)]


def test_those_who_come_are_reminded_a_day_and_an_hour_before_once_each(meet, work, cast):
    run = meet()
    answering.answer(run, "yes", by=cast.second_fan)
    answering.answer(run, "maybe", by=cast.newcomer)
    answering.answer(run, "no", by=cast.marketer)
    assert reminding.remind_those_due() == 0
    moved(run, timedelta(hours=23))
    assert (reminding.remind_those_due(), reminding.remind_those_due()) == (1, 0)
    moved(run, timedelta(minutes=50))
    assert (reminding.remind_those_due(), reminding.remind_those_due()) == (1, 0)
    assert told(cast.second_fan) == told(cast.newcomer) == ["gathering-now", "gathering-soon"]
    assert told(cast.marketer) == []


def test_started_within_the_hour_reminds_once_not_twice(meet, cast):
    run = meet(in_=timedelta(minutes=30))
    answering.answer(run, "yes", by=cast.second_fan)
    reminding.remind_those_due()
    assert told(cast.second_fan) == ["gathering-now"]


def test_reminders_can_be_switched_off_and_the_muted_are_left_in_peace(meet, cast):
    run = meet(in_=timedelta(hours=20))
    answering.answer(run, "yes", by=cast.second_fan)
    follows.follow("thread", run.id, "muted", by=cast.second_fan)
    settings.change("gatherings.first_reminder_hours", 0)
    assert reminding.remind_those_due() == 0
    settings.change("gatherings.first_reminder_hours", 24)
    assert reminding.remind_those_due() == 1
    assert told(cast.second_fan) == []


def test_nobody_is_reminded_of_what_is_off_hidden_or_has_begun(meet, cast):
    off, hidden, begun = meet("Off"), meet("Hidden"), meet("Begun")
    for each in (off, hidden, begun):
        answering.answer(each, "yes", by=cast.second_fan)
        moved(each, timedelta(hours=2))
    changing.cancel(off, by=cast.fan)
    threads.hide(hidden, by=cast.moderator)
    moved(begun, timedelta(hours=-1))
    assert reminding.remind_those_due() == 0


def test_a_new_time_is_told_to_all_who_come_and_reminds_anew(meet, of, work, cast):
    run = meet(in_=timedelta(hours=10))
    for said, who in (("yes", cast.second_fan), ("maybe", cast.newcomer), ("no", cast.marketer)):
        answering.answer(run, said, by=who)
    reminding.remind_those_due()
    changing.change(run, filled(), by=cast.fan)
    work()
    assert "gathering-changed" in told(cast.second_fan)
    assert "gathering-changed" in told(cast.newcomer)
    assert "gathering-changed" not in told(cast.marketer)
    assert of(run).reminded_day_at is None


def test_more_places_alone_are_no_news(meet, work, cast):
    values = filled(capacity="3")
    run = meet(**{name.removeprefix("event_"): value for name, value in values.items()})
    answering.answer(run, "yes", by=cast.second_fan)
    changing.change(run, {**values, "event_capacity": "5"}, by=cast.fan)
    work()
    assert told(cast.second_fan) == []


def test_calling_it_off_is_told_with_its_reason_on_the_page(client, meet, of, work, cast):
    run = meet(capacity="1")
    answering.answer(run, "yes", by=cast.second_fan)
    answering.answer(run, "yes", by=cast.newcomer)
    assert "Storm" not in client.get(threads.address(run)).text
    changing.cancel(run, "Storm over the lake", by=cast.moderator)
    work()
    assert told(cast.second_fan) == told(cast.newcomer) == ["gathering-cancelled"]
    assert "gathering-cancelled" in told(cast.fan), "the organiser did not call it off"
    page = client.get(threads.address(run)).text
    assert "Storm over the lake" in page and "EventCancelled" in page
    assert of(run).sequence == 1


def test_c5_who_may_no_longer_enter_the_board_is_told_nothing(meet, team_board, work, cast):
    run = meet()
    answering.answer(run, "yes", by=cast.second_fan)
    answering.answer(run, "yes", by=cast.moderator)
    threads.move(run, team_board, by=cast.moderator)
    moved(run, timedelta(hours=5))
    reminding.remind_those_due()
    changing.cancel(run, by=cast.operator)
    work()
    assert told(cast.second_fan) == []
    assert "gathering-cancelled" in told(cast.moderator)


def test_the_mail_says_why_it_came_and_how_to_stop_just_its_kind(
    meet, work, mails, cast, monkeypatch
):
    run = meet(in_=timedelta(hours=5))
    answering.answer(run, "yes", by=cast.newcomer)
    reminding.remind_those_due()
    work()
    later = clock.now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    work()
    mail = mails()[-1]
    assert "Night run" in mail["Subject"] and mail["List-Unsubscribe"]


def test_kept_pages_say_when_it_has_begun_and_ended(client, meet, of, cast):
    run = meet()
    path = threads.address(run)
    assert "Sign in to take part" in client.get(path).text
    moved(run, timedelta(minutes=-5))
    assert reminding.turn_pages() == 1
    assert "On now" in client.get(path).text
    moved(run, timedelta(hours=-5))
    assert (reminding.turn_pages(), reminding.turn_pages()) == (1, 0)
    assert "Sign in to take part" not in visit(client, path)
    assert of(run).phase == "over"
