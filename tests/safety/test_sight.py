"""What is out of sight stays there, whichever address is asked; and what is said of nobody is told to nobody."""

import re
from collections.abc import Callable

import pytest

from community.fans.forum import posts
from community.kernel.db import db
from tests.safety.asking import Reader
from tests.safety.canaries import OUT_OF_SIGHT, every_address, word_of
from tests.safety.world import World, furnish

FOUND = re.compile(r'href="/(t/\d|blog/\w|@\w)')


def main_of(html: str) -> str:
    return html.partition("<main")[2].partition("</main>")[0]


@pytest.fixture
def world(app, cast, unlimited, offering, work) -> World:
    world = furnish(app, cast, word_of)
    work()
    return world


@pytest.mark.parametrize("name", ["stranger", "second fan"])
def test_c1_c2_c7_no_address_tells_what_is_out_of_sight(
    name: str, world: World, reader: Callable[[str], Reader]
) -> None:
    """Private boards, drafts, hidden, deleted and held text, notes of the team and facts of others."""
    told = {}
    for path in every_address(world):
        answer = reader(name).get(path)
        whole = f"{answer.text} {dict(answer.headers)}".replace(path.partition("?")[2], "").lower()
        own = {"draft"} if name == "second fan" else set()
        asked = {place for place in OUT_OF_SIGHT if word_of(place) in path.lower()}
        for place in set(OUT_OF_SIGHT) - own - asked:
            if word_of(place) in whole:
                told[path] = (answer.status, place)
        for place in asked:
            if answer.status == 200 and FOUND.search(main_of(answer.text)):
                told[path] = (answer.status, f"something is found for {place}")
    assert told == {}


def test_what_may_be_seen_is_told_so_the_crawl_above_is_not_blind(
    world: World, reader: Callable[[str], Reader]
) -> None:
    whole = "".join(reader("stranger").get(path).text.lower() for path in world.pages())
    for place in ("title", "body", "reply", "board", "tag", "name", "article", "excerpt", "brand"):
        assert word_of(place) in whole, place
    found = reader("stranger").get(f"/search?q={word_of('reply')}").text
    assert f"/t/{world.things['thread'].id}/" in main_of(found)
    team = "".join(reader("moderator").get(path).text.lower() for path in every_address(world))
    for place in ("private_title", "private_reply", "hidden_post", "held_post", "flag_note"):
        assert word_of(place) in team, place


def test_c7_what_is_hidden_now_is_gone_from_every_address_at_once(
    world: World, reader: Callable[[str], Reader], work: Callable[[], int], cast
) -> None:
    """Kept pages, feeds, search and the profile were all asked before, so all could remember."""
    word = word_of("article_body")
    paths = [
        *every_address(world),
        f"/search?q={word_of('reply')}",
        "/feed.atom",
        "/b/skiing/feed.atom",
    ]
    for _ in range(2):
        before = {path: reader("stranger").get(path) for path in paths}
    assert any(word_of("reply") in each.text.lower() for each in before.values()), word
    for answer in world.things["answers"]:
        db.session.refresh(answer)
        posts.hide(answer, by=cast.moderator, reason="spam")
    db.session.commit()
    work()
    still = [
        path
        for path in paths
        if word_of("reply") in reader("stranger").get(path).text.lower().replace(path.lower(), "")
        and word_of("reply") not in path
    ]
    assert still == []
    for answer in world.things["answers"]:
        posts.restore(answer, by=cast.moderator)
    db.session.commit()
    work()
    thread = world.things["thread"]
    assert word_of("reply") in reader("stranger").get(f"/t/{thread.id}/{thread.slug}").text.lower()
