"""Figures count what their definitions say."""

from datetime import timedelta

import pytest

from community.commons import links
from community.fans.forum import boards, posts, threads
from community.kernel import buffer, clock
from community.kernel.db import db
from community.kernel.permissions import SYSTEM
from community.marketing.insights import activity, figures
from community.people import members

pytestmark = pytest.mark.databases


@pytest.fixture
def talk(cast):
    board = boards.create("skiing", {"en": "Skiing"}, by=SYSTEM)
    thread = threads.start(
        board, "Which wax?", "It is cold.", by=cast.fan, at=clock.now() - timedelta(days=3)
    )
    posts.reply(thread, "Blue.", by=cast.second_fan, at=clock.now() - timedelta(days=2))
    db.session.commit()
    return thread


def test_active_members_took_part_in_the_span(talk, cast):
    now = clock.now()
    assert activity.active_members(now - timedelta(days=28), now) == 2
    assert activity.active_members(now - timedelta(days=2, hours=12), now) == 1


def test_levels_follow_the_last_28_days(talk, cast):
    for account in (cast.fan, cast.second_fan):
        members.note_contribution(account.member_id, clock.now())
    silent = cast.newcomer
    members.one(silent.member_id).created_at = clock.now() - timedelta(days=30)
    quiet = cast.moderator
    members.note_contribution(quiet.member_id, clock.now() - timedelta(days=90))
    activity.set_levels()
    db.session.expire_all()
    levels = {
        name: members.one(account.member_id).activity
        for name, account in (
            ("fan", cast.fan),
            ("silent", silent),
            ("quiet", quiet),
            ("new", cast.marketer),
        )
    }
    assert levels == {"fan": "active", "silent": "silent", "quiet": "quiet", "new": "new"}


def test_eight_days_of_28_are_regular(talk, cast):
    for day in range(4, 12):
        posts.reply(
            talk, f"Day {day}, still cold.", by=cast.fan, at=clock.now() - timedelta(days=day)
        )
    activity.set_levels()
    db.session.expire_all()
    assert members.one(cast.fan.member_id).activity == "regular"


def test_a_figure_is_beside_the_span_before(talk, cast):
    by_label = {figure.label: figure for figure in figures.all_figures()}
    assert (by_label["Threads started"].value, by_label["Threads started"].before) == (1, 0)
    assert by_label["Replies"].value == 1
    assert by_label["Active members"].value == 2
    assert sum(by_label["Replies"].spark) == 1


def test_stickiness_is_the_mean_day_over_the_month(talk):
    sticky, n = figures.stickiness()
    assert (round(sticky, 3), n) == (round(2 / 28 / 2, 3), 2)


def test_marketers_see_the_overview_and_the_funnel(talk, cast, sign_in, app):
    links.create("snow", "/b/skiing", "tiktok", campaign="first-snow", by=cast.marketer)
    db.session.commit()
    app.test_client().get("/go/snow")
    buffer.flush_all()
    browser = sign_in(cast.marketer)
    assert "Active members" in browser.get("/marketing?lang=en").text
    page = browser.get("/marketing/links?lang=en")
    assert "TikTok" in page.text and "first-snow" in page.text


def test_fans_do_not(cast, sign_in):
    for path in ("/marketing", "/marketing/links"):
        assert sign_in(cast.fan).get(path).status_code == 403


def test_a_marketer_makes_and_retires_a_link_on_the_page(cast, sign_in, client):
    browser = sign_in(cast.marketer)
    page = browser.get("/marketing/links")
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    asked = {
        "csrf_token": token,
        "code": "yt-1",
        "target": "https://evil.example",
        "network": "youtube",
    }
    refused = browser.post("/marketing/links?lang=en", data=asked)
    assert refused.status_code == 422
    assert "path of this community" in refused.text
    assert browser.post("/marketing/links", data={**asked, "target": "/latest"}).status_code == 303
    assert client.get("/go/yt-1").status_code == 302
    assert (
        browser.post("/marketing/links/yt-1/removal", data={"csrf_token": token}).status_code == 303
    )
    assert client.get("/go/yt-1").status_code == 404
