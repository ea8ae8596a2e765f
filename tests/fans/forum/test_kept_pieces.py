"""The shell is drawn once for all who see it the same; nothing of one reader shows to another."""

import re
from collections.abc import Callable

from flask.testing import FlaskClient

from community.fans.forum import boards, threads
from community.kernel import settings
from community.kernel.db import db
from community.kernel.permissions import SYSTEM
from tests.cast import Cast

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def test_g2_the_menu_of_one_is_never_shown_to_another(
    client: FlaskClient, cast: Cast, sign_in: Callable[..., FlaskClient]
) -> None:
    ada, second, stranger = sign_in(cast.fan), sign_in(cast.second_fan), client
    for _ in range(2):
        for browser, own, others in (
            (ada, cast.fan.handle, cast.second_fan.handle),
            (second, cast.second_fan.handle, cast.fan.handle),
            (stranger, "Join", cast.fan.handle),
        ):
            page = browser.get("/latest").text
            assert own in page
            assert f"/@{others}" not in page


def test_g2_every_browser_gets_the_token_of_its_own_forms(
    cast: Cast, sign_in: Callable[..., FlaskClient]
) -> None:
    browsers = sign_in(cast.fan), sign_in(cast.fan)
    for browser in (*browsers, *browsers):
        tokens = set(TOKEN.findall(browser.get("/latest").text))
        assert len(tokens) == 1
        answer = browser.post("/readings", data={"csrf_token": tokens.pop()})
        assert answer.status_code == 303


def test_signing_in_leads_back_to_the_page_one_was_on(client: FlaskClient) -> None:
    for path in ("/latest", "/top", "/boards"):
        assert f"/sign-in?next={path}" in client.get(path).text
    assert 'href="/sign-in"' in client.get("/").text


def test_the_current_place_is_marked(client: FlaskClient) -> None:
    for path in ("/latest", "/unanswered", "/latest"):
        marked = re.findall(r'href="([^"]+)" aria-current="page"', client.get(path).text)
        assert marked == [path]


def test_a_change_of_the_site_shows_at_once(client: FlaskClient, cast: Cast) -> None:
    client.get("/latest")
    settings.change("brand.name", "Renamed")
    boards.create("skis", {"en": "Skis"}, by=SYSTEM)
    page = client.get("/latest").text
    assert "Renamed" in page
    assert "/b/skis" in page


def test_a_private_board_stands_in_the_rail_of_its_role_only(
    client: FlaskClient, cast: Cast, sign_in: Callable[..., FlaskClient]
) -> None:
    boards.create("backstage", {"en": "Backstage"}, by=SYSTEM, private_to=("moderator",))
    staff, fan = sign_in(cast.moderator), sign_in(cast.fan)
    for _ in range(2):
        assert "/b/backstage" in staff.get("/latest").text
        assert "/b/backstage" not in fan.get("/latest").text
        assert "/b/backstage" not in client.get("/latest").text


def test_the_bell_counts_what_is_unread(cast: Cast, sign_in: Callable[..., FlaskClient]) -> None:
    browser = sign_in(cast.fan)
    assert 'class="top__count"' not in browser.get("/latest").text
    cast.fan.unread_notifications = 3
    db.session.flush()
    assert '<span class="top__count">3</span>' in browser.get("/latest").text


def test_a1_a_name_stays_text_in_a_kept_menu(
    cast: Cast, sign_in: Callable[..., FlaskClient]
) -> None:
    cast.fan.name = "<script>alert(1)</script>"
    db.session.flush()
    browser = sign_in(cast.fan)
    for _ in range(2):
        assert "<script>alert(1)" not in browser.get("/latest").text


def test_a_thread_shows_its_posts_as_their_macro_draws_them(
    client: FlaskClient, cast: Cast
) -> None:
    board = boards.create("skis", {"en": "Skis"}, by=SYSTEM)
    thread = threads.start(board, "100 % wax & <b>more</b>", "Is %s enough, or {}?", by=cast.fan)
    page = client.get(f"/t/{thread.id}/{thread.slug}").text
    assert "Is %s enough, or {}?" in page
    assert "100 % wax &amp; &lt;b&gt;more&lt;/b&gt;" in page
    assert "\ufdd0" not in page
