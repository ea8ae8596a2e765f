"""What belongs to one person alone, and how words are set so that they cannot turn others around."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from community.fans.forum import threads
from community.kernel import clock
from community.kernel.db import db
from tests.cast import Cast
from tests.safety.asking import Reader
from tests.safety.canaries import every_address
from tests.safety.world import World, furnish

TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
TRUSTED = ("campaign", "notice")  # the house's own words: no form takes them from anybody


@pytest.mark.parametrize("name", ["stranger", "second fan", "moderator"])
def test_c21_no_address_tells_who_anybody_is_by_mail(
    name: str, world: World, reader: Callable[[str], Reader], cast: Cast
) -> None:
    own = {"bima@fans.example"} if name == "second fan" else set()
    own |= {
        "mats@fans.example",
        "change-email@fans.example",
    }  # the last is told to who has its mailed link
    told = {}
    for path in every_address(world):
        answer = reader(name).get(path)
        whole = (answer.text + str(dict(answer.headers))).lower()
        found = set(re.findall(r"[\w.+-]+@fans\.example", whole)) - own
        if found:
            told[path] = found
    assert told == {}


def test_c21_its_owner_does_see_it_so_the_crawl_is_not_blind(
    world: World, reader: Callable[[str], Reader]
) -> None:
    assert "ada@fans.example" in reader("fan").get("/settings/account").text


def test_l2_names_and_titles_take_their_direction_from_themselves(
    cast: Cast, world: World, reader: Callable[[str], Reader]
) -> None:
    """A Persian title in an English list, and the other way round, stays within its own line."""
    board = world.things["board"]
    persian = threads.start(board, "کدام واکس؟", "سرد است.", by=cast.second_fan, at=clock.now())
    db.session.commit()
    lists = reader("stranger").get("/latest").text
    [shown] = re.findall(rf'<[^>]*href="/t/{persian.id}/[^>]*>', lists)[:1]
    line = lists[: lists.index("کدام واکس؟")][-400:]
    assert 'dir="auto"' in line or "<bdi" in line, shown


@pytest.mark.databases
def test_l2_no_address_repeats_what_turns_the_writing_around(
    app: Flask,
    cast: Cast,
    unlimited: None,
    offering: None,
    work: Callable[[], int],
    reader: Callable[[str], Reader],
) -> None:
    """Names, titles and texts lose the marks that turn what stands after them."""
    turned = furnish(app, cast, lambda place: place if place in TRUSTED else turning(place))
    work()
    told = set()
    for name in ("stranger", "fan", "moderator", "admin", "marketer"):
        for path in turned.pages():
            shown = TURNING.search(text := reader(name).get(path).text)
            if shown:
                told.add((name, path, ascii(text[max(0, shown.start() - 40) : shown.end()])))
    assert not told, "\n".join(map(str, sorted(told)))


def turning(place: str) -> str:
    return f"{place} \u202egnp.exe \u2067x"
