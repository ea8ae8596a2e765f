"""The demo content is believable and whole: what its README promises."""

import re
import tomllib
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import community

CONTENT = Path(community.__file__).parent / "edges" / "demo" / "content"
UNITS = {"m": "minutes", "h": "hours", "d": "days"}
LANGUAGES = {"en", "id", "de", "nl", "fa"}
ROLES = {"fan", "moderator", "agent", "marketer", "admin"}
PURPOSES = {"service", "personalisation", "newsletter", "research", "sharing"}
REACTIONS = {"like", "thanks", "funny", "insightful"}
FLAGS = {"spam", "rude", "off_topic", "harmful", "other"}
SCENES = {"snow_ridge", "clay_court", "night_run", "workshop", "city_bridge"}
MENTION = re.compile(r"(?<![\w.@])@([a-z0-9][a-z0-9_.-]{1,28}[a-z0-9])")
PERSIAN = re.compile("[\u0600-\u06ff]")
HALF_SPACE = "\u200c"


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


PEOPLE = {person["handle"]: person for person in read(CONTENT / "people.toml")["person"]}
BOARDS = {board["slug"]: board for board in read(CONTENT / "boards.toml")["board"]}
PRODUCTS = {product["slug"] for product in read(CONTENT / "products.toml")["product"]}
LINKS = read(CONTENT / "links.toml")["link"]
THREADS = {path.stem: read(path) for path in sorted((CONTENT / "threads").glob("*.toml"))}
ARTICLES = {path.stem: read(path) for path in sorted((CONTENT / "articles").glob("*.toml"))}
STAFF = {handle for handle, person in PEOPLE.items() if person["role"] != "fan"}


def talks() -> dict[str, list[dict[str, Any]]]:
    """Every conversation by file name, its posts with the days ago they were written and a language."""
    posts = {
        name: dated(it["post"], it["start_days_ago"], it["language"])
        for name, it in THREADS.items()
    }
    for name, it in ARTICLES.items():
        started = it.get("published_days_ago", 0)
        posts[f"article {name}"] = dated(it.get("comment", []), started, it["language"])
    return posts


def dated(posts: list[dict[str, Any]], days_ago: float, language: str) -> list[dict[str, Any]]:
    answer = []
    for post in posts:
        days_ago -= delay(post["after"]) / timedelta(days=1)
        answer.append({"language": language, **post, "days_ago": days_ago})
    return answer


def delay(words: str) -> timedelta:
    assert re.fullmatch(r"(\d+(\.\d+)?[mhd])+", words), words
    return sum(
        (timedelta(**{UNITS[unit]: float(n)}) for n, unit in re.findall(r"([\d.]+)([mhd])", words)),
        timedelta(),
    )


TALKS = talks()
POSTS = [(name, post) for name, posts in TALKS.items() for post in posts]
THREAD_POSTS = [post for name in THREADS for post in TALKS[name]]


def test_there_is_as_much_as_promised() -> None:
    assert 42 <= len(PEOPLE) - len(STAFF) <= 60
    assert len(STAFF) == 6
    assert 9 <= len(BOARDS) <= 10
    assert len(THREADS) >= 90
    assert 520 <= len(THREAD_POSTS) <= 700
    assert len(ARTICLES) >= 10
    assert len(LINKS) >= 14
    assert len({link["network"] for link in LINKS}) >= 8


def test_five_languages_have_their_share() -> None:
    spoken = Counter(post["language"] for post in THREAD_POSTS)
    share = {language: spoken[language] / len(THREAD_POSTS) for language in LANGUAGES}
    assert set(spoken) == LANGUAGES
    assert 0.5 <= share["en"] <= 0.62, share
    assert all(0.08 <= share[language] <= 0.15 for language in LANGUAGES - {"en"}), share


@pytest.mark.parametrize("handle", PEOPLE)
def test_people_are_complete(handle: str) -> None:
    person = PEOPLE[handle]
    assert re.fullmatch(r"[a-z0-9](?:[a-z0-9]|[_.-](?=[a-z0-9])){1,28}[a-z0-9]", handle)
    assert person["role"] in ROLES
    assert (person["role"] == "fan") != ("title" in person), "staff say what they are"
    assert person["language"] in person["speaks"]
    assert LANGUAGES.issuperset(person["speaks"])
    assert PURPOSES.issuperset(person["consents"])
    assert 0 <= person["level"] <= 4
    assert 0 < person["joined_days_ago"] < 400
    if "provider" in person:
        given = person["provider"]["fields"].get("email", "x@example.org")
        assert given.endswith("@example.org"), "addresses nobody owns"


def test_people_come_from_eight_networks_or_more() -> None:
    fans = [person["network"] for person in PEOPLE.values() if person["role"] == "fan"]
    assert len(set(fans)) >= 8


def test_names_are_in_every_language() -> None:
    for board in BOARDS.values():
        assert set(board["name"]) == set(board["about"]) == LANGUAGES
        assert set(board["private_to"]) <= ROLES - {"fan"}
        assert 0 <= board["hue"] < 360
    assert sum(bool(board["private_to"]) for board in BOARDS.values()) == 1


@pytest.mark.parametrize("name", THREADS)
def test_threads_are_complete(name: str) -> None:
    thread = THREADS[name]
    assert thread["board"] in BOARDS
    assert thread["kind"] in {"discussion", "question", "idea", "poll", "review", "event"}
    assert 3 <= len(thread["title"]) <= 200
    assert thread["language"] in LANGUAGES
    assert 1 <= len(thread["tags"]) <= 5
    accepted = [post for post in thread["post"] if post.get("accepted")]
    assert len(accepted) <= (thread["kind"] == "question"), "one accepted answer, in questions only"
    assert not thread["post"][0].get("accepted")
    if BOARDS[thread["board"]]["private_to"]:
        assert {post["author"] for post in thread["post"]} <= STAFF


@pytest.mark.parametrize("name", THREADS)
def test_what_a_kind_keeps_is_complete(name: str) -> None:
    thread = THREADS[name]
    for kind in ("poll", "review"):
        assert (kind in thread) == (thread["kind"] == kind)
    idea, poll = thread.get("idea", {}), thread.get("poll", {})
    assert PEOPLE.keys() >= {*idea.get("votes", ()), *poll.get("ballots", ())}
    assert {each["by"] for each in idea.get("decisions", ())} <= STAFF
    options = [line for line in poll.get("options", "").splitlines() if line]
    assert all(
        set(chosen) <= set(range(1, len(options) + 1))
        for chosen in poll.get("ballots", {}).values()
    )
    if "review" in thread:
        assert thread["review"]["product"] in PRODUCTS and 1 <= thread["review"]["stars"] <= 5


@pytest.mark.parametrize("name", ARTICLES)
def test_articles_are_complete(name: str) -> None:
    article = ARTICLES[name]
    assert set(article["authors"]) <= STAFF
    assert article["cover_scene"] in SCENES
    assert article["excerpt"]
    assert article["language"] in LANGUAGES
    assert ("draft" in article) != ("published_days_ago" in article)
    assert 600 <= len(article["body"].split()) <= 1200
    assert article["body"].count("\n## ") >= 3


def test_slugs_are_given_once() -> None:
    assert len({link["code"] for link in LINKS}) == len(LINKS)
    assert len({article["slug"] for article in ARTICLES.values()}) == len(ARTICLES)
    assert len({name.split("-", 1)[1] for name in THREADS}) == len(THREADS)


@pytest.mark.parametrize("name", TALKS)
def test_posts_are_written_by_people_who_had_joined(name: str) -> None:
    for position, post in enumerate(TALKS[name], 1):
        author = PEOPLE[post["author"]]
        assert author["joined_days_ago"] > post["days_ago"] >= 0, (position, post["author"])
        assert not author.get("silent"), f"{post['author']} only reads"
        assert len(post["body"].strip()) >= 1 and len(post["body"]) <= 32_000
        assert post["language"] in LANGUAGES
        assert 0 < post.get("reply_to", 1) <= max(position - 1, 1)


@pytest.mark.parametrize("name", TALKS)
def test_reactions_come_from_others_and_once(name: str) -> None:
    for post in TALKS[name]:
        reactions = post.get("reactions", {})
        reacting = [handle for handles in reactions.values() for handle in handles]
        assert set(reactions) <= REACTIONS
        assert len(set(reacting)) == len(reacting)
        assert post["author"] not in reacting
        assert all(PEOPLE[handle]["joined_days_ago"] > post["days_ago"] for handle in reacting)


@pytest.mark.parametrize("name", TALKS)
def test_flags_and_mentions_name_people_we_know(name: str) -> None:
    for post in TALKS[name]:
        assert all(flag["by"] in PEOPLE and flag["kind"] in FLAGS for flag in post.get("flags", []))
        assert post["author"] not in {flag["by"] for flag in post.get("flags", [])}
        assert ("hidden_by" in post) == ("hidden_reason" in post)
        assert post.get("hidden_by", "ingrid") in STAFF
        assert set(MENTION.findall(post["body"])) <= set(PEOPLE)
        assert post.get("previous_body") != post["body"]
        assert ("edited_after" in post) == ("previous_body" in post)


def test_nothing_is_said_twice() -> None:
    said = Counter(post["body"].strip() for _, post in POSTS)
    assert not [body for body, times in said.items() if times > 1]
    assert not [name for name, post in POSTS if "lorem" in post["body"].lower()]


def test_persian_is_written_as_persian() -> None:
    persian = [post["body"] for _, post in POSTS if post["language"] == "fa"]
    persian += [article["body"] for article in ARTICLES.values() if article["language"] == "fa"]
    assert all(PERSIAN.search(body) for body in persian)
    assert not [body for body in persian if re.search("[\u064a\u0643]", body)], "Arabic yeh or kaf"
    assert sum(HALF_SPACE in body for body in persian) > len(persian) / 2


def test_the_last_three_months_are_the_liveliest_and_yesterday_lives() -> None:
    recent = [post for post in THREAD_POSTS if post["days_ago"] <= 90]
    assert len(recent) > len(THREAD_POSTS) / 2
    assert sum(thread["start_days_ago"] <= 2 for thread in THREADS.values()) >= 3
    assert all(any(m <= p["days_ago"] / 30 < m + 1 for p in THREAD_POSTS) for m in range(12))


def test_there_is_a_storm_that_passes() -> None:
    moods = [(post["days_ago"], post["mood"]) for post in THREAD_POSTS if "mood" in post]
    storm = Counter(mood for day, mood in moods if 73 <= day <= 79)
    after = Counter(mood for day, mood in moods if 50 <= day < 73)
    assert storm["negative"] >= 15
    assert after["positive"] > after["negative"]


def test_gatherings_and_links_point_to_what_is_there() -> None:
    events = read(CONTENT / "events.toml")
    threads = {name.split("-", 1)[1] for name in THREADS}
    articles = {f"/blog/{article['slug']}" for article in ARTICLES.values()}
    boards = {f"/b/{slug}" for slug in BOARDS}
    assert all(it["thread"] in threads and it["host"] in PEOPLE for it in events["event"])
    met = {name for name, thread in THREADS.items() if thread["kind"] == "event"}
    assert {name.split("-", 1)[1] for name in met} == {it["thread"] for it in events["event"]}
    assert all({it["by"], it["brought"]} <= set(PEOPLE) for it in events["referral"])
    assert all(link["target"] in articles | boards | {"/", "/latest", "/blog"} for link in LINKS)


def test_gatherings_are_believable() -> None:
    events = read(CONTENT / "events.toml")["event"]
    assert any(it["day"] < 0 for it in events) and sum(it["day"] > 0 for it in events) >= 4
    for it in events:
        handles = [*it["coming"], *it.get("maybe", ()), *it.get("waiting", ())]
        assert len(handles) == len(set(handles)) and set(handles) <= set(PEOPLE), it["thread"]
        assert set(it.get("came", ())) <= set(it["coming"])
        assert len(it["coming"]) <= it.get("capacity", 1000)
        assert not it.get("waiting") or len(it["coming"]) == it["capacity"]
