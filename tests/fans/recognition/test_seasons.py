"""Points are counted anew, the team is not ranked, and nobody has to take part."""

from datetime import UTC, datetime, timedelta

import pytest

from community.fans.forum import boards, posts, reactions, threads
from community.fans.recognition import seasons
from community.kernel import clock, settings
from community.kernel.db import db
from community.kernel.permissions import SYSTEM

pytestmark = pytest.mark.databases


@pytest.fixture
def talk(cast):
    board = boards.create("skiing", {"en": "Skiing"}, by=SYSTEM)
    now = clock.now()
    thread = threads.start(
        board, "Which wax?", "Cold.", kind="question", by=cast.second_fan, at=now
    )
    answer = posts.reply(thread, "Blue.", by=cast.fan, at=now)
    posts.accept(answer, by=cast.second_fan)
    reactions.react(answer, "thanks", by=cast.second_fan)
    posts.reply(thread, "Indeed.", by=cast.moderator, at=now)
    posts.reply(thread, "Long ago.", by=cast.fan, at=now - timedelta(days=400))
    seasons.recount()
    db.session.commit()
    return thread


def ranked(season=None):
    return [(row.account_id, row.points) for row in seasons.leaders(season or seasons.current())]


def test_points_follow_the_settings_and_the_team_takes_no_place(talk, cast):
    assert ranked() == [(cast.fan.id, 2 + 15 + 1), (cast.second_fan.id, 5)]
    assert seasons.place_of(cast.second_fan.id, seasons.current()) == (2, 5)
    settings.change("recognition.points_reply", 10)
    seasons.recount()
    assert ranked()[0] == (cast.fan.id, 10 + 15 + 1)


def test_paging_by_key(talk, cast):
    first = seasons.leaders(seasons.current(), limit=1)[0]
    rest = seasons.leaders(seasons.current(), after=(first.points, first.account_id))
    assert [row.account_id for row in rest] == [cast.second_fan.id]


def test_who_leaves_is_shown_nowhere(talk, cast, client, sign_in, token_of):
    browser = sign_in(cast.fan)
    values = {"csrf_token": token_of(browser, "/leaderboard")}
    browser.post("/leaderboard/departure", data=values)
    assert ranked() == [(cast.second_fan.id, 5)]
    assert "Ada Lindqvist" not in client.get("/leaderboard").text
    browser.post("/leaderboard/departure/removal", data=values)
    assert len(ranked()) == 2


def test_the_site_switches_it_off(talk, client):
    assert client.get("/leaderboard").status_code == 200
    settings.change("recognition.leaderboard", False)
    seasons.recount()
    assert client.get("/leaderboard").status_code == 404
    assert "/leaderboard" not in client.get("/people?fresh=1").text
    assert ranked() == []


def test_the_page_is_cheap(talk, client, queries):
    client.get("/leaderboard")
    with queries() as asked:
        client.get("/leaderboard?fresh=1")
    assert len(asked) <= 6, "\n".join(asked)


@pytest.mark.parametrize(
    ("length", "name"), [("month", "2026-05"), ("quarter", "2026-Q2"), ("year", "2026")]
)
def test_seasons_have_names(app, length, name):
    settings.change("recognition.season", length)
    assert seasons.name_of(datetime(2026, 5, 31, tzinfo=UTC)) == name
