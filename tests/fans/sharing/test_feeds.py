"""Feeds, sitemap and robots: well formed, and only what everybody may see."""

from xml.etree import ElementTree

import pytest

from community.fans.blog import articles
from community.fans.forum import boards, posts, threads
from community.kernel.db import db
from community.kernel.permissions import SYSTEM

pytestmark = pytest.mark.databases
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def skiing(cast):
    return boards.create("skiing", {"en": "Skiing"}, by=SYSTEM)


def titles(client, path):
    return [
        each.text
        for each in ElementTree.fromstring(client.get(path).data).findall("a:entry/a:title", ATOM)
    ]


def test_the_feeds_hold_threads_and_articles(cast, skiing, client):
    threads.start(skiing, "Which wax?", "It is **cold**.", by=cast.fan)
    article = articles.write("First snow", "It came early this year.", by=cast.marketer)
    articles.publish(article, by=cast.marketer)
    db.session.commit()
    assert titles(client, "/feed.atom") == titles(client, "/b/skiing/feed.atom") == ["Which wax?"]
    assert titles(client, "/blog/feed.atom") == ["First snow"]
    assert "&lt;strong&gt;cold" in client.get("/feed.atom").text


def test_c2_c9_private_boards_and_drafts_are_in_none(cast, client):
    team = boards.create("team", {"en": "Team"}, by=SYSTEM, private_to=("moderator",))
    threads.start(team, "Canary in the team room", "Canary canary.", by=cast.moderator)
    articles.write("Canary draft", "Canary canary.", by=cast.marketer)
    db.session.commit()
    for path in ("/feed.atom", "/blog/feed.atom", "/sitemap.xml", "/latest", "/blog", "/boards"):
        assert "anary" not in client.get(path).text, path
    assert client.get("/b/team/feed.atom").status_code == 404


def test_c7_what_is_hidden_leaves_every_feed_at_once(cast, skiing, client):
    thread = threads.start(skiing, "Buy canaries", "Canary canary.", by=cast.fan)
    db.session.commit()
    assert "Buy canaries" in client.get("/feed.atom").text
    [opening] = posts.page(thread.id, viewer=SYSTEM)
    posts.hide(posts.one(opening.id), by=SYSTEM, reason="spam")
    db.session.commit()
    for path in ("/feed.atom", "/b/skiing/feed.atom", "/sitemap.xml", "/latest", "/b/skiing", "/"):
        assert "anar" not in client.get(path).text, path


@pytest.mark.parametrize(
    "title", ["]]></title><script>alert(1)</script>", "a & b < c", "bell \x07 and \ufffe"]
)
def test_a25_hostile_titles_leave_the_feeds_well_formed(cast, skiing, client, title):
    threads.start(skiing, title, "Some text here.", by=cast.fan)
    db.session.commit()
    assert len(titles(client, "/feed.atom")) == 1
    ElementTree.fromstring(client.get("/sitemap.xml").data)
    assert "<script>alert" not in client.get("/feed.atom").text


def test_an_unchanged_feed_is_not_sent_again(cast, skiing, client):
    first = client.get("/feed.atom")
    assert client.get(
        "/feed.atom", headers={"If-None-Match": first.headers["ETag"]}
    ).status_code in (200, 304)
    threads.start(skiing, "Which wax?", "It is cold.", by=cast.fan)
    db.session.commit()
    second = client.get("/feed.atom")
    assert (
        client.get("/feed.atom", headers={"If-None-Match": second.headers["ETag"]}).status_code
        == 304
    )


def test_robots_are_told_where_not_to_go_and_where_the_sitemap_is(client):
    told = client.get("/robots.txt").text
    assert "Disallow: /staff" in told and "/sitemap.xml" in told


def test_feeds_use_the_configured_host_b17(cast, skiing, client):
    threads.start(skiing, "Which wax?", "It is cold.", by=cast.fan)
    db.session.commit()
    for path in ("/feed.atom", "/sitemap.xml", "/robots.txt"):
        assert (
            "evil.example"
            not in client.get(
                path, headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
            ).text
        )
