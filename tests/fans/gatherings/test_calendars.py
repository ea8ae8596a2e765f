"""Calendar files hold to RFC 5545, and show each reader no more than the pages do."""

from datetime import UTC, datetime, timedelta

import pytest

from community.fans.forum import threads
from community.fans.gatherings import answering, changing, keys
from community.fans.gatherings.calendar_lines import CalendarEvent, calendar, escaped, folded
from community.people import accounts
from tests.fans.forum.pressing import send

pytestmark = pytest.mark.databases
LINK = "https://meet.example/secret-room"


def unfolded(body):
    return body.replace(b"\r\n ", b"").decode().split("\r\n")


def test_lines_are_folded_at_75_octets_and_letters_stay_whole():
    line = "SUMMARY:" + "روز اول دیزین " * 20 + "😀" * 30
    out = folded(line)
    assert all(len(each) <= 75 for each in out.split(b"\r\n"))
    assert unfolded(out)[0] == line
    for each in out.split(b"\r\n"):
        each.decode()


def test_texts_are_escaped_and_cannot_begin_a_line_of_their_own():
    assert escaped("a;b,c\\d\r\ne\rf") == "a\\;b\\,c\\\\d\\ne\\nf"
    event = CalendarEvent("x@y", *[datetime(2027, 1, 1, tzinfo=UTC)] * 3, 0, "Run\r\nATTACH:http://evil",
                          "t\x00\u2028x", "Gate 5; left, right", "https://e.org/\r\nX:1")  # fmt: skip
    lines = unfolded(calendar("Name", [event]))
    assert not [line for line in lines if line.startswith(("ATTACH", "X:1"))]
    assert "LOCATION:Gate 5\\; left\\, right" in lines
    assert lines[-2:] == ["END:VCALENDAR", ""]


def test_a_file_of_one_gathering_is_read_by_a_parser(client, meet, of, cast):
    run = meet("Night run, with lamps", capacity="3")
    answer = client.get(f"/gatherings/{run.id}.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    lines = unfolded(answer.data)
    assert lines[0] == "BEGIN:VCALENDAR" and b"\n" not in answer.data.replace(b"\r\n", b"")
    values = dict(line.split(":", 1) for line in lines if ":" in line)
    assert values["SUMMARY"] == "Night run\\, with lamps"
    assert values["DTSTART"] == of(run).starts_at.strftime("%Y%m%dT%H%M%SZ")
    assert values["UID"].startswith(f"gathering-{run.id}@")
    assert (values["STATUS"], values["SEQUENCE"]) == ("CONFIRMED", "0")
    changing.cancel(run, by=cast.fan)
    lines = unfolded(client.get(f"/gatherings/{run.id}.ics").data)
    assert "STATUS:CANCELLED" in lines and "SEQUENCE:1" in lines


def test_c2_private_and_hidden_gatherings_are_in_no_way_out(
    client, sign_in, meet, team_board, cast
):
    secret = meet("Secret supper", board=team_board, by=cast.moderator)
    hidden = meet("Hidden hike")
    for each in (secret, hidden):
        answering.answer(each, "yes", by=cast.second_fan)
    threads.hide(hidden, by=cast.moderator)
    month = (datetime.now(UTC) + timedelta(days=8)).strftime("%Y-%m")
    lists = [
        "/",
        "/gatherings",
        "/gatherings.ics",
        f"/gatherings/month/{month}",
        "/gatherings/past",
    ]
    fan = sign_in(cast.second_fan)
    keys.renew(by=cast.second_fan)
    own = [keys.path(cast.second_fan.id), "/gatherings/mine"]
    for browser, paths in ((client, lists), (fan, lists + own)):
        for path in paths:
            answer = browser.get(path)
            assert answer.status_code == 200, path
            assert "Secret supper" not in answer.text and "Hidden hike" not in answer.text, path
    for thread in (secret, hidden):
        for path in (".ics", "/answers", "/check-in"):
            assert fan.get(f"/gatherings/{thread.id}{path}").status_code == 404
        assert client.get(f"/gatherings/{thread.id}.ics").status_code == 404
    assert "Secret supper" in sign_in(cast.moderator).get("/gatherings").text


def test_a_link_for_those_who_come_is_shown_to_them_alone(client, sign_in, meet, cast):
    call = meet("Call", way="online", place="", address=LINK, hidden="True", capacity="1")
    answering.answer(call, "yes", by=cast.second_fan)
    answering.answer(call, "yes", by=cast.newcomer)
    keys.renew(by=cast.second_fan)
    keys.renew(by=cast.newcomer)
    mine, theirs = keys.path(cast.second_fan.id), keys.path(cast.newcomer.id)
    path = threads.address(call)
    shown = [path, f"/gatherings/{call.id}.ics"]
    for reader in (client, sign_in(cast.newcomer), sign_in(cast.marketer)):
        for each in (*shown, "/gatherings", "/gatherings.ics", theirs):
            assert "secret-room" not in reader.get(each).text.replace("\r\n ", ""), each
    for reader in (sign_in(cast.second_fan), sign_in(cast.fan)):
        for each in shown:
            assert "secret-room" in reader.get(each).text.replace("\r\n ", ""), each
    assert "secret-room" in client.get(mine).text.replace("\r\n ", "")


def test_the_own_calendar_opens_by_its_address_until_there_is_a_new_one(
    client, sign_in, meet, cast
):
    run, other = meet("Night run"), meet("Other run")
    answering.answer(run, "maybe", by=cast.second_fan)
    answering.answer(other, "no", by=cast.second_fan)
    browser = sign_in(cast.second_fan)
    assert keys.path(cast.second_fan.id) == ""
    send(browser, "/settings/calendar", "/settings/calendar")
    first = keys.path(cast.second_fan.id)
    answer = client.get(first)
    assert "Night run" in answer.text and "Other run" not in answer.text
    assert "STATUS:TENTATIVE" in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"
    send(browser, "/settings/calendar", "/settings/calendar")
    assert client.get(first).status_code == 404
    second = keys.path(cast.second_fan.id)
    assert client.get(second).status_code == 200
    send(browser, "/settings/calendar", "/settings/calendar/removal")
    assert client.get(second).status_code == 404


@pytest.mark.parametrize("token", ["x", "WzEsIngiXQ.abc", "a" * 3000, "%00", "W10.x"])
def test_an_address_that_was_not_made_here_opens_nothing(client, token):
    assert client.get(f"/calendar/{token}.ics").status_code in (400, 404)


def test_an_erased_account_has_no_calendar(client, cast):
    from community.fans.gatherings.privacy import PRIVACY

    keys.renew(by=cast.second_fan)
    path = keys.path(cast.second_fan.id)
    PRIVACY.erase([cast.second_fan.id], 0)
    assert client.get(path).status_code == 404
    assert accounts.find(id=cast.second_fan.id)
