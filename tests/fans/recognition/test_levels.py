"""Levels are reached by reading and taking part, and each change says why."""

from datetime import timedelta

import pytest

from community.commons import notifications
from community.fans.forum import boards, posts, reactions, threads
from community.fans.recognition import levels
from community.fans.recognition.models import LevelChange
from community.fans.recognition.refusals import NoSuchLevel, ReasonMissing
from community.kernel import clock, settings
from community.kernel.db import db
from community.kernel.permissions import SYSTEM
from community.kernel.refusals import NotAllowed
from community.people import accounts, attendance

pytestmark = pytest.mark.databases

LEVEL_1 = {"threads_entered": 5, "posts_read": 30, "seconds": 600}


def was_here(account, days=1, **read):
    today = clock.now().date()
    attendance.write_past(
        {"account_id": account.id, "day": today - timedelta(days=day), "seconds": 0, "posts_read": 0,
         "threads_entered": 0, **(read if day == 0 else {})}
        for day in range(days)
    )  # fmt: skip


def level_of(account):
    db.session.commit()
    db.session.refresh(account)
    return account.level


def test_level_1_comes_by_reading_and_says_why(cast, work):
    cast.newcomer.language = "en"
    was_here(cast.newcomer, **LEVEL_1)
    assert levels.bring_up_to_date() == 1
    assert level_of(cast.newcomer) == 1
    change = db.session.query(LevelChange).one()
    assert (change.before, change.after, change.why, change.by_id) == (0, 1, "reached", None)
    assert change.figures == {"threads_1": 5, "posts_1": 30, "minutes_1": 10}
    work()
    told = notifications.latest(cast.newcomer.id)
    assert [each.kind for each in told] == ["level"]
    assert notifications.sentence(told[0], {}).endswith("Known")


@pytest.mark.parametrize("short", ["threads_entered", "posts_read", "seconds"])
def test_level_1_wants_every_criterion(cast, short):
    was_here(cast.newcomer, **{**LEVEL_1, short: LEVEL_1[short] - 1})
    assert levels.bring_up_to_date() == 0


@pytest.fixture
def talk(cast):
    board = boards.create("skiing", {"en": "Skiing"}, by=SYSTEM)
    return [
        threads.start(board, f"Thread {each}", "Hello.", by=cast.second_fan, at=clock.now())
        for each in range(3)
    ]


def test_level_2_wants_taking_part(cast, talk):
    was_here(cast.fan, days=15, threads_entered=20, posts_read=100, seconds=3600)
    replies = [posts.reply(each, "Nice.", by=cast.fan, at=clock.now()) for each in talk]
    reactions.react(replies[0], "like", by=cast.second_fan)
    assert levels.bring_up_to_date() == 0
    reactions.react(posts.one(posts.page(talk[0].id, viewer=SYSTEM)[0].id), "like", by=cast.fan)
    assert levels.bring_up_to_date() == 1
    assert level_of(cast.fan) == 2


def test_level_3_is_lost_after_the_grace_and_level_2_stays(cast, app, monkeypatch):
    cast.fan.level = 3
    db.session.add(
        LevelChange(
            account_id=cast.fan.id, before=2, after=3, why="reached", figures={}, at=clock.now()
        )
    )
    db.session.commit()
    assert levels.bring_up_to_date() == 0
    later = clock.now() + timedelta(days=15)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert levels.bring_up_to_date() == 1
    assert level_of(cast.fan) == 2
    assert levels.changes(cast.fan.id)[0].why == "lost"
    assert levels.bring_up_to_date() == 0


def test_level_3_looks_at_the_last_weeks(cast, talk, monkeypatch):
    for name in ("given", "received"):
        settings.change(f"recognition.level3_{name}", 0)
    settings.change("recognition.level3_days", 2)
    cast.fan.level = 2
    was_here(cast.fan, days=2, threads_entered=1)
    for number in range(6):
        levels.note_strike(cast.fan.id, f"decision:{number}")
    db.session.commit()
    assert levels.bring_up_to_date() == 0
    levels.withdraw_strike("decision:0")
    assert levels.bring_up_to_date() == 1
    assert level_of(cast.fan) == 3


def test_one_run_asks_as_many_statements_for_forty_people_as_for_one(app, cast, queries):
    asked = []
    for number in (1, 40):
        for each in range(number):
            was_here(accounts.create(f"fan{number}-{each}", "Fan"), **LEVEL_1)
        db.session.commit()
        with queries() as statements:
            assert levels.bring_up_to_date() == number
        asked.append(len(statements))
    assert asked[1] <= asked[0]


def test_a_level_by_hand_is_held_until_staff_give_it_free(cast, app):
    was_here(cast.newcomer, **LEVEL_1)
    levels.put(cast.newcomer, 4, by=cast.moderator, reason="Helps everywhere.")
    levels.put(cast.fan, 0, by=cast.moderator, reason="Advertised.")
    assert levels.bring_up_to_date() == 0
    assert (level_of(cast.newcomer), level_of(cast.fan)) == (4, 0)
    was_here(cast.fan, **LEVEL_1)
    levels.free(cast.fan, by=cast.moderator)
    assert levels.bring_up_to_date() == 1


def test_only_moderators_give_levels_and_only_with_a_reason(cast, app):
    with pytest.raises(NotAllowed):
        levels.put(cast.second_fan, 2, by=cast.fan, reason="Friend.")
    with pytest.raises(ReasonMissing):
        levels.put(cast.fan, 2, by=cast.moderator, reason=" ")
    with pytest.raises(NoSuchLevel):
        levels.put(cast.fan, 7, by=cast.moderator, reason="Best.")


def test_the_page_says_how_far_one_is(cast, sign_in):
    cast.newcomer.language = "en"
    was_here(cast.newcomer, threads_entered=2, posts_read=45)
    page = sign_in(cast.newcomer).get("/settings/level").text
    assert "2 of 5" in page and "0 of 10" in page and 'value="40"' in page
    assert "What is next: Known" in page


def test_the_levels_are_explained_to_everybody(client, app):
    page = client.get("/levels").text
    for number in ("30", "100", "20 private messages a day"):
        assert number in page
    settings.change("recognition.level1_posts", 31)
    assert "31" in client.get("/levels?again").text


def test_reading_a_thread_counts_once(cast, talk, sign_in, work):
    browser = sign_in(cast.newcomer)
    for _ in range(2):
        browser.get(threads.address(talk[0]))
        work()
    day = db.session.get(attendance.AttendanceDay, (cast.newcomer.id, clock.now().date()))
    assert (day.threads_entered, day.posts_read) == (1, 1)
