"""The lists by time, the page in two clocks, and what each page costs."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from community.fans.forum import threads
from community.fans.gatherings import answering, finding
from community.kernel.db import db
from community.kernel.permissions import NOBODY

pytestmark = pytest.mark.databases


def titles(piece):
    return [row.title for row in piece.rows]


def test_what_comes_is_next_first_and_what_was_last_first(meet):
    for days in (3, 1, 2, -2, -1):
        meet(f"Day {days}", in_=timedelta(days=days))
    meet("Running", in_=timedelta(minutes=-10))
    assert titles(finding.coming(NOBODY)) == ["Running", "Day 1", "Day 2", "Day 3"]
    assert titles(finding.over(NOBODY)) == ["Day -1", "Day -2"]


@pytest.mark.parametrize("find", [finding.coming, finding.over])
def test_lists_are_walked_by_key_there_and_back(meet, find):
    way = 1 if find is finding.coming else -1
    for number in range(1, 8):
        meet(f"Gat {number}", in_=timedelta(days=way * number))
    first = find(NOBODY, limit=3)
    second = find(NOBODY, limit=3, place=threads.Place(after=first.after))
    third = find(NOBODY, limit=3, place=threads.Place(after=second.after))
    assert titles(first) + titles(second) + titles(third) == [f"Gat {n}" for n in range(1, 8)]
    assert (first.before, third.after) == ("", "")
    back = find(NOBODY, limit=3, place=threads.Place(before=third.before))
    assert titles(back) == titles(second)
    assert titles(find(NOBODY, limit=3, place=threads.Place(before=back.before))) == titles(first)


def test_a_month_holds_what_begins_in_it(client, meet):
    start = datetime.now(UTC) + timedelta(days=8)
    meet("This one")
    assert "This one" in client.get(f"/gatherings/month/{start:%Y-%m}").text
    far = start + timedelta(days=70)
    assert "This one" not in client.get(f"/gatherings/month/{far:%Y-%m}").text
    for wrong in ("2026-13", "26-01", "x", "1999-01"):
        assert client.get(f"/gatherings/month/{wrong}").status_code == 404
    assert client.get("/gatherings?after=x").status_code == 400


def test_one_is_shown_in_its_own_clock_and_in_the_readers(client, sign_in, meet, cast):
    run = meet(starts="2027-01-15T19:30", ends="2027-01-15T21:00")
    path = threads.address(run)
    stranger = client.get(path).text
    assert 'datetime="2027-01-15T18:30:00+00:00"' in stranger and "Europe/Berlin" in stranger
    assert "data-own-time" in stranger and "7:30" in stranger
    cast.fan.timezone = "Asia/Jakarta"
    db.session.commit()
    own = sign_in(cast.fan).get(path).text
    assert "Your time: Saturday, January 16, 2027" in own and "1:30" in own
    assert "data-own-time" not in own


def test_search_engines_read_an_event(client, meet):
    run = meet(capacity="12", address="https://maps.example/alster")
    page = client.get(threads.address(run)).text
    event = json.loads(re.search(r'ld\+json">(.*?)</script>', page)[1])
    assert (
        event["@type"] == "Event" and event["location"]["hasMap"] == "https://maps.example/alster"
    )
    assert event["startDate"].endswith(("+01:00", "+02:00"))
    assert event["maximumAttendeeCapacity"] == 12


def test_names_of_those_who_come_are_for_people_who_are_signed_in(client, sign_in, meet, cast):
    run = meet(capacity="1")
    answering.answer(run, "yes", by=cast.second_fan)
    answering.answer(run, "yes", by=cast.newcomer)
    path = f"/gatherings/{run.id}/answers"
    assert client.get(path).status_code in (302, 303, 401)
    seen = sign_in(cast.marketer).get(path).text
    assert "Bima Santoso" in seen and "Noor de Wit" not in seen
    assert "Noor de Wit" in sign_in(cast.fan).get(path).text


def test_home_shows_what_comes_next(client, meet, cast):
    for number in range(1, 6):
        meet(f"Meeting {number}", in_=timedelta(days=number))
    page = client.get("/").text
    aside = page[page.index("page__aside") :]
    assert "Meeting 3" in aside and "Meeting 4" not in aside


def test_pages_of_gatherings_ask_few_statements(client, sign_in, meet, cast, queries):
    for number in range(1, 20):
        meet(f"Meeting {number}", in_=timedelta(days=number))
    run = meet()
    answering.answer(run, "yes", by=cast.second_fan)
    browser = sign_in(cast.second_fan)
    month = f"/gatherings/month/{datetime.now(UTC) + timedelta(days=8):%Y-%m}"
    costs = {threads.address(run): (5, 7), "/gatherings": (2, 4), "/gatherings/past": (2, 4), month: (2, 4),
             "/gatherings.ics": (2, 3), f"/gatherings/{run.id}.ics": (3, 4)}  # fmt: skip
    for path, most in costs.items():
        for reader, limit in zip((client, browser), most, strict=True):
            reader.get(path)
            with queries() as asked:
                reader.get(f"{path}?fresh=1")
            assert len(asked) <= limit, path + "\n" + "\n".join(asked)


def test_a_name_in_persian_and_a_place_in_german_stand_where_they_belong(client, meet):
    meet("روز اول دیزین", place="دیزین، پارکینگ پایین", zone="Asia/Tehran", in_=timedelta(days=2))
    page = client.get("/gatherings?lang=fa").text
    assert 'dir="rtl"' in page and "دیزین، پارکینگ پایین" in page
