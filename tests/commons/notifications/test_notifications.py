"""Notices merge, are counted, are mailed only when unread, and can be taken back."""

from datetime import timedelta

import pytest
import time_machine

from community.commons import notifications
from community.commons.notifications import choices, unsubscribing
from community.kernel import clock
from community.kernel.db import db
from community.people import accounts
from tests.fans.forum.pressing import send

pytestmark = pytest.mark.databases


def wave_at(account, by, thread_id=7):
    notifications.notify(
        [account.id],
        "wave",
        url=f"/t/{thread_id}/x/2",
        title="Which wax?",
        by=by.id,
        thread_id=thread_id,
    )


def test_a_notice_is_on_the_page_and_counted(cast):
    wave_at(cast.fan, cast.second_fan)
    [told] = notifications.latest(cast.fan.id)
    assert (
        notifications.sentence(told, accounts.briefs([cast.second_fan.id]))
        == "Bima Santoso waved at you in Which wax?"
    )
    assert _unread(cast.fan) == 1


def test_nobody_is_told_of_their_own_acts(cast):
    wave_at(cast.fan, cast.fan)
    assert notifications.latest(cast.fan.id) == []


def test_two_people_within_two_hours_are_one_notice(cast):
    wave_at(cast.fan, cast.second_fan)
    wave_at(cast.fan, cast.newcomer)
    [told] = notifications.latest(cast.fan.id)
    names = accounts.briefs(told.actor_ids)
    assert (
        notifications.sentence(told, names) == "Noor de Wit and one more waved at you in Which wax?"
    )
    assert _unread(cast.fan) == 1


def test_what_leads_to_different_places_stays_apart(cast):
    for number in (1, 2, 2):
        notifications.notify(
            [cast.fan.id], "wave", url=f"/decisions/{number}", title="a rule", by=None
        )
    told = {each.url: each.count for each in notifications.latest(cast.fan.id)}
    assert told == {"/decisions/1": 1, "/decisions/2": 2}


def test_after_two_hours_it_is_a_second_notice(cast):
    wave_at(cast.fan, cast.second_fan)
    with time_machine.travel(clock.now() + timedelta(hours=3)):
        wave_at(cast.fan, cast.second_fan)
    assert len(notifications.latest(cast.fan.id)) == 2


def test_opening_the_thread_reads_its_notices(cast):
    wave_at(cast.fan, cast.second_fan, thread_id=7)
    wave_at(cast.fan, cast.second_fan, thread_id=8)
    notifications.seen(cast.fan.id, 7)
    assert _unread(cast.fan) == 1
    assert {row.thread_id: bool(row.read_at) for row in notifications.latest(cast.fan.id)} == {
        7: True,
        8: False,
    }


def test_c5_what_was_taken_down_is_not_spoken_of(cast, work, mails):
    wave_at(cast.fan, cast.second_fan)
    notifications.withdraw(thread_id=7)
    assert notifications.latest(cast.fan.id) == []
    assert _unread(cast.fan) == 0
    _ten_minutes_later(work)
    assert mails() == []


def test_an_unread_notice_is_mailed_after_ten_minutes(cast, work, mails):
    wave_at(cast.fan, cast.second_fan)
    work()
    assert mails() == []
    _ten_minutes_later(work)
    [mail] = mails()
    assert mail["To"] == "ada@fans.example"
    assert mail["Subject"] == "Bima Santoso waved at you in Which wax?"
    assert "because somebody waved" in mail.get_body(("plain",)).get_content()
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_read_notice_is_not_mailed(cast, work, mails):
    wave_at(cast.fan, cast.second_fan)
    notifications.seen(cast.fan.id, 7)
    _ten_minutes_later(work)
    assert mails() == []


def test_somebody_silent_for_180_days_gets_no_mails(cast, work, mails):
    cast.fan.created_at = cast.fan.last_seen_at = clock.now() - timedelta(days=181)
    wave_at(cast.fan, cast.second_fan)
    _ten_minutes_later(work)
    assert mails() == []


def test_an_unconfirmed_address_gets_no_mails(cast, work, mails):
    cast.fan.email_confirmed_at = None
    wave_at(cast.fan, cast.second_fan)
    _ten_minutes_later(work)
    assert mails() == []


def test_a_name_in_a_mail_is_text_a19(cast, work, mails):
    cast.second_fan.name = "<a href=http://evil.example>win</a>"
    wave_at(cast.fan, cast.second_fan)
    _ten_minutes_later(work)
    html = mails()[0].get_body(("html",)).get_content()
    assert "<a href=http://evil.example>" not in html
    assert "&lt;a href=" in html


def test_f10_one_click_stops_this_kind_without_signing_in(cast, client, work, mails):
    db.session.commit()
    path = unsubscribing.path(cast.fan.id, "wave")
    assert client.get(path).status_code == 200
    assert choices.of(cast.fan.id)["wave"] == (True, True)
    assert client.post(path, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert choices.of(cast.fan.id)["wave"] == (True, False)


def test_f10_a_made_up_link_stops_nothing(cast, client):
    assert client.post("/unsubscribe/WzEsIndhdmUiXQ.made-up").status_code == 404


def test_the_settings_page_keeps_the_choice(cast, sign_in):
    browser = sign_in(cast.fan)
    page = browser.get("/settings/notifications")
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    assert (
        browser.post(
            "/settings/notifications", data={"csrf_token": token, "site-wave": "on"}
        ).status_code
        == 303
    )
    assert choices.of(cast.fan.id)["wave"] == (True, False)


def test_the_page_lists_and_reads_all(cast, sign_in):
    wave_at(cast.fan, cast.second_fan)
    browser = sign_in(cast.fan)
    page = browser.get("/notifications")
    assert "Bima Santoso waved at you" in page.text
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    browser.post("/notifications/readings", data={"csrf_token": token})
    assert _unread(cast.fan) == 0


def _unread(account) -> int:
    db.session.flush()
    db.session.refresh(account)
    return account.unread_notifications


def _ten_minutes_later(work) -> None:
    work()
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        work()


def test_every_notice_says_why_it_came_and_lowers_just_its_kind(cast, sign_in):
    wave_at(cast.fan, cast.second_fan)
    [told] = notifications.latest(cast.fan.id)
    browser, path = sign_in(cast.fan), f"/notifications/{told.id}/reason"
    listed = browser.get("/notifications").text
    assert "You get this because somebody waved." in listed
    assert path in listed
    assert "You get this because somebody waved." in browser.get(path).text
    others = {kind: ways for kind, ways in choices.of(cast.fan.id).items() if kind != "wave"}
    for way, expected in (("site", (True, False)), ("neither", (False, False))):
        assert send(browser, path, path, way=way).location == "/notifications"
        chosen = choices.of(cast.fan.id)
        assert chosen.pop("wave") == expected
        assert chosen == others
    wave_at(cast.fan, cast.second_fan, thread_id=8)
    assert len(notifications.latest(cast.fan.id)) == 1


def test_f10_reason_of_somebody_elses_notice_is_not_found(cast, sign_in):
    wave_at(cast.fan, cast.second_fan)
    [told] = notifications.latest(cast.fan.id)
    assert sign_in(cast.second_fan).get(f"/notifications/{told.id}/reason").status_code == 404
