"""A profile shows what somebody gave, and nothing that only the record knows."""

from datetime import timedelta

import pytest

from community.fans.forum import boards, posts, threads
from community.fans.profiles import profiles
from community.kernel import clock
from community.kernel.db import db
from community.kernel.permissions import NOBODY, SYSTEM
from community.people import accounts, members

pytestmark = pytest.mark.databases


@pytest.fixture
def talk(cast):
    board = boards.create("skiing", {"en": "Skiing"}, by=SYSTEM)
    thread = threads.start(board, "Which wax?", "It is cold.", kind="question", by=cast.second_fan)
    answer = posts.reply(thread, "Blue, and a thin layer.", by=cast.fan)
    posts.accept(answer, by=cast.second_fan)
    db.session.commit()
    return thread


def test_a_profile_shows_the_best_and_the_figures(talk, cast, client):
    page = client.get("/@ada")
    assert page.status_code == 200
    assert (
        "Ada Lindqvist" in page.text
        and "Which wax?" in page.text
        and "Accepted answer" in page.text
    )
    assert profiles.figures(cast.fan.id, NOBODY) == {"posts": 1, "threads": 0, "answers": 1}


def test_the_handle_is_found_in_any_case_and_unknown_ones_are_not(talk, client):
    assert client.get("/@Ada").location == "/@ada"
    assert client.get("/@nobody-like-this").status_code == 404


def test_c21_nothing_private_is_on_the_page(talk, cast, client, sign_in):
    members.note(cast.fan.member_id, "birthday", "1990-04-01", method="declared", source="fan")
    db.session.commit()
    for browser in (client, sign_in(cast.second_fan)):
        for path in ("/@ada", "/people"):
            page = browser.get(path).text
            assert "1990-04-01" not in page and "ada@fans.example" not in page


def test_c2_what_was_written_in_a_private_board_is_not_shown(talk, cast, client):
    team = boards.create("team", {"en": "Team"}, by=SYSTEM, private_to=("moderator",))
    threads.start(team, "Canary in the team room", "Canary.", by=cast.moderator)
    db.session.commit()
    assert "Canary" not in client.get("/@mats").text
    assert profiles.figures(cast.moderator.id, NOBODY)["posts"] == 0
    assert profiles.figures(cast.moderator.id, cast.moderator)["posts"] == 1


def test_c7_hidden_posts_leave_the_profile(talk, cast, client):
    posts.hide(posts.one(posts.page(talk.id, viewer=SYSTEM)[1].id), by=SYSTEM, reason="spam")
    db.session.commit()
    assert "Which wax?" not in client.get("/@ada").text


def test_the_year_counts_days(talk, cast):
    posts.reply(talk, "Still cold.", by=cast.fan, at=clock.now() - timedelta(days=40))
    days = profiles.year(cast.fan.id)
    assert len(days) == 53 * 7
    assert sum(days) == 2


def test_the_directory_finds_by_name_and_language(talk, cast):
    assert [each.handle for each in profiles.directory(text="lindq")] == ["ada"]
    assert [each.handle for each in profiles.directory(language="id")] == ["bima"]
    assert profiles.directory(text="%") == []


@pytest.fixture
def stranger(app):
    """Wrote elsewhere, and came along with an import."""
    return accounts.create("nadia", "Nadia Berg", claimed=False)


def test_the_directory_shows_who_is_here_and_finds_all_by_name(stranger, cast):
    assert stranger.handle not in [each.handle for each in profiles.directory()]
    assert cast.fan.handle in [each.handle for each in profiles.directory()]
    assert [each.handle for each in profiles.directory(text="nadia")] == ["nadia"]


def test_a_year_without_a_post_is_not_drawn_for_who_never_came(stranger, cast, client):
    assert cast.fan.claimed
    db.session.commit()
    assert "the last 12 months" not in client.get("/@nadia").text
    assert "the last 12 months" in client.get("/@ada").text


def test_older_people_are_those_that_were_asked_for(cast, client, monkeypatch):
    monkeypatch.setattr("community.fans.profiles.views.PAGE", 1)
    assert cast.fan.claimed and cast.second_fan.claimed
    db.session.commit()
    assert "text=a&amp;language=&amp;before=" in client.get("/people?text=a").text


def test_a6_a_hostile_name_is_text(talk, cast, client):
    cast.fan.name = '"><img src=x onerror=alert(1)>'
    db.session.commit()
    for path in ("/@ada", "/people"):
        assert "<img src=x" not in client.get(path).text
