"""A profile shows what somebody gave, and nothing that only the record knows."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from community.fans.forum import boards, posts, threads
from community.fans.profiles import choices, covers, likeness, profiles
from community.fans.profiles.directory import Asked, people, place_after
from community.fans.profiles.privacy import PRIVACY
from community.fans.profiles.searching import documents
from community.fans.recognition import helpful
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


def handles(reader=NOBODY, **asked):
    return [row.Account.handle for row in people(Asked(**asked), reader)]


def test_the_directory_finds_by_name_language_board_level_and_team(talk, cast):
    cast.moderator
    assert handles(text="lindq") == ["ada"]
    assert handles(language="id") == ["bima"]
    assert handles(text="%") == []
    assert set(handles(board_id=talk.board_id)) == {"ada", "bima"}
    assert handles(level=4) == handles(staff=True) == ["mats"]


def test_the_directory_pages_by_key_in_both_orders(talk, cast):
    helpful.recount()
    assert handles(order="helpful") == ["ada"]
    first = people(Asked(), NOBODY, limit=1)[0]
    rest = people(Asked(place=(first.Account.id,)), NOBODY)
    assert [row.Account.handle for row in rest] == ["bima"]
    mine = people(Asked(order="helpful"), NOBODY)[0]
    place = tuple(int(part) for part in place_after(mine, "helpful").split("-"))
    assert people(Asked(order="helpful", place=place), NOBODY) == []


def test_the_directory_is_cheap(talk, cast, client, sign_in, queries):
    browser = sign_in(cast.second_fan)
    browser.get("/people")
    with queries() as asked:
        browser.get("/people?order=newest")
    assert len(asked) <= 8, "\n".join(asked)
    with queries() as asked:
        client.get("/people?order=helpful")
    assert len(asked) <= 6, "\n".join(asked)


def test_people_like_you_share_boards_and_topics_and_say_which(talk, cast, sign_in):
    threads.start(
        boards.one(talk.board_id),
        "Edges",
        "Sharp?",
        tags=["edges"],
        by=cast.newcomer,
        at=clock.now(),
    )
    talk_of_edges = threads.start(
        boards.one(talk.board_id),
        "Edges again",
        "How?",
        tags=["edges"],
        by=cast.fan,
        at=clock.now(),
    )
    found = likeness.people_like(cast.fan)
    assert [each.person.handle for each in found] == ["noor", "bima"]
    assert found[0].shared == ["edges", "Skiing"]
    assert "You both write about edges, Skiing" in sign_in(cast.fan).get("/people").text
    assert talk_of_edges.id


def test_each_field_is_seen_by_whom_its_owner_chose(talk, cast, client, sign_in, token_of):
    cast.fan.place, cast.fan.website = "Canary Wharf", "https://canary.example"
    cast.fan.about, cast.fan.about_html = "Canary words", "<p>Canary words</p>"
    browser, other = sign_in(cast.fan), sign_in(cast.second_fan)
    chosen = {
        "place": "nobody",
        "website": "signed_in",
        "about": "nobody",
        "directory": "signed_in",
        "year": "nobody",
    }
    values = {"csrf_token": token_of(browser, "/settings/page"), "from_whom": "team", **chosen}
    assert browser.post("/settings/page", data=values).status_code == 303
    for path in ("/@ada", "/@ada/card", "/people?text=ada"):
        for reader in (client, other):
            page = reader.get(path).text
            assert "Canary Wharf" not in page and "Canary words" not in page, path
    assert "canary.example" in other.get("/@ada").text
    assert "canary.example" not in client.get("/@ada").text
    assert "Canary Wharf" in browser.get("/@ada").text
    assert "ada" in handles(cast.second_fan) and "ada" not in handles(NOBODY)
    assert [each.id for each in documents([cast.fan.id])] == []


def test_networks_are_shown_only_once_their_owner_says_so(cast, client):
    members.add_identity(
        cast.fan.member_id, "mastodon", "https://fjell.example", "7", account_id=cast.fan.id, handle="ada_on_snow",
        profile_url="https://fjell.example/@ada_on_snow", verified_at=clock.now(),
    )  # fmt: skip
    db.session.commit()
    assert "ada_on_snow" not in client.get("/@ada").text
    choices.choose(cast.fan.id, {"networks": "everyone"})
    db.session.commit()
    assert "https://fjell.example/@ada_on_snow" in client.get("/@ada?again").text


def test_the_card_is_a_fragment_and_a_page(talk, cast, client):
    fragment = client.get("/@ada/card", headers={"HX-Request": "true"}).text
    assert "Ada Lindqvist" in fragment and "<html" not in fragment
    assert "<html" in client.get("/@ada/card").text
    assert client.get("/@nobody-like-this/card").status_code == 404


def test_a10_a_cover_is_a_picture_made_new(cast, sign_in, token_of, client, app):
    browser = sign_in(cast.fan)
    token = token_of(browser, "/settings/page")
    script = (BytesIO(b"<script>alert(1)</script>"), "cover.png")
    refused = browser.post("/settings/page/cover", data={"csrf_token": token, "cover": script})
    assert refused.status_code == 422
    picture = BytesIO()
    Image.new("RGB", (300, 100), "teal").save(picture, "PNG")
    picture.seek(0)
    kept = browser.post(
        "/settings/page/cover", data={"csrf_token": token, "cover": (picture, "a.png")}
    )
    assert kept.status_code == 303
    url = covers.url_of(cast.fan.id)
    assert url in client.get("/@ada").text and client.get(url).status_code == 200
    browser.post("/settings/page/cover/removal", data={"csrf_token": token})
    db.session.expire_all()
    assert covers.url_of(cast.fan.id) == ""


def test_j1_erasure_takes_choices_and_cover(cast, app):
    choices.choose(cast.fan.id, {"place": "nobody"})
    db.session.flush()
    assert PRIVACY.access([cast.fan.id], cast.fan.member_id)["who_sees_what"] == {"place": "nobody"}
    PRIVACY.erase([cast.fan.id], cast.fan.member_id)
    assert PRIVACY.access([cast.fan.id], cast.fan.member_id)["who_sees_what"] == {}


@pytest.fixture
def stranger(app):
    """Wrote elsewhere, and came along with an import."""
    return accounts.create("nadia", "Nadia Berg", claimed=False)


def test_the_directory_shows_who_is_here_and_finds_all_by_name(stranger, cast):
    assert cast.fan.handle in handles() and stranger.handle not in handles()
    assert handles(text="nadia") == ["nadia"]


def test_a_year_without_a_post_is_not_drawn_for_who_never_came(stranger, cast, client):
    assert cast.fan.claimed
    db.session.commit()
    assert "the last 12 months" not in client.get("/@nadia").text
    assert "the last 12 months" in client.get("/@ada").text


def test_older_people_are_those_that_were_asked_for(cast, client, monkeypatch):
    monkeypatch.setattr("community.fans.profiles.views.directory.PAGE", 1)
    assert cast.fan.claimed and cast.second_fan.claimed
    db.session.commit()
    assert "text=a&amp;place=" in client.get("/people?text=a").text


def test_a6_a_hostile_name_is_text(talk, cast, client):
    cast.fan.name = '"><img src=x onerror=alert(1)>'
    db.session.commit()
    for path in ("/@ada", "/people"):
        assert "<img src=x" not in client.get(path).text
