"""Search over the real forum: who finds what, and how soon something is gone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from community.commons.search import refreshing
from community.fans.forum import boards, posts, threads
from community.kernel import clock, index
from community.kernel.permissions import SYSTEM
from tests.cast import Cast

pytestmark = pytest.mark.databases

CANARY = "xylophonecanary"
LONG_AGO = timedelta(hours=2)


@pytest.fixture
def board(app: Flask) -> Any:
    return boards.create("skiing", {"en": "Skiing"}, by=SYSTEM)


@pytest.fixture
def team_board(app: Flask) -> Any:
    return boards.create("team", {"en": "Team room"}, by=SYSTEM, private_to=("moderator",))


def start(board: Any, title: str, source: str, by: Any, **more: Any) -> Any:
    return threads.start(board, title, source, by=by, at=clock.now() - LONG_AGO, **more)


def finds(browser: FlaskClient, question: str, path: str = "/t/") -> bool:
    page = browser.get("/search", query_string={"q": question}).text
    results = page.partition('<ol class="hits">')[2].partition("</ol>")[0]
    return path in results


def known_to_the_index(word: str) -> int:
    return index.current().search(index.Query(word)).count


def test_threads_and_replies_are_found(
    client: FlaskClient, board: Any, cast: Cast, work: Callable[[], int]
) -> None:
    thread = start(
        board, "Which wax?", "For the cold days.", cast.fan, tags=("care",), kind="question"
    )
    posts.reply(thread, "Blue one, from the xylophonists.", by=cast.second_fan)
    work()
    for question in (
        "wax",
        "cold",
        "xylophonist",
        "by:bima",
        "by:ada",
        "board:skiing wax",
        "kind:question",
        "tag:care",
        '"blue one"',
    ):
        assert finds(client, question), question
    assert not finds(client, "kind:idea")
    assert refreshing.compare() == (set(), set())


def test_c2_a_private_board_is_in_no_search_of_others(
    client: FlaskClient, team_board: Any, cast: Cast, sign_in: Any, work: Callable[[], int]
) -> None:
    thread = start(team_board, f"{CANARY} title", f"{CANARY} body", cast.moderator, tags=(CANARY,))
    posts.reply(thread, f"{CANARY} reply", by=cast.moderator)
    work()
    for question in (
        CANARY,
        f"tag:{CANARY}",
        f"{CANARY[:6]}*",
        "board:team",
        f"board:team {CANARY}",
        f"by:mats {CANARY}",
    ):
        for browser in (client, sign_in(cast.fan)):
            assert not finds(browser, question), question
            assert " results" not in browser.get("/search", query_string={"q": question}).text
    assert finds(sign_in(cast.moderator), CANARY)


@pytest.mark.parametrize("way", ["hide", "delete"])
def test_c7_a_reply_taken_out_of_sight_is_gone(
    client: FlaskClient, board: Any, cast: Cast, sign_in: Any, work: Callable[[], int], way: str
) -> None:
    thread = start(board, "Which wax?", "For the cold.", cast.fan)
    post = posts.reply(thread, CANARY, by=cast.second_fan)
    work()
    assert finds(client, CANARY)
    posts.hide(post, by=cast.moderator, reason="spam") if way == "hide" else posts.delete(
        post, by=cast.second_fan
    )
    for browser in (client, sign_in(cast.fan), sign_in(cast.second_fan)):
        assert not finds(browser, CANARY)
    work()
    assert known_to_the_index(CANARY) == 0
    if way == "hide":
        posts.restore(post, by=cast.moderator)
        work()
        assert finds(client, CANARY)


def test_c7_what_moves_to_a_private_board_is_gone_with_its_replies(
    client: FlaskClient,
    board: Any,
    team_board: Any,
    cast: Cast,
    sign_in: Any,
    work: Callable[[], int],
) -> None:
    thread = start(board, CANARY, CANARY, cast.fan)
    posts.reply(thread, CANARY, by=cast.second_fan)
    work()
    threads.move(thread, team_board, by=cast.moderator)
    assert not finds(client, CANARY)
    work()
    assert not finds(client, CANARY)
    assert "result" not in client.get(f"/search?q={CANARY}").text.partition("<main")[2].partition(
        "</main"
    )[0].replace("results-", "")
    assert finds(sign_in(cast.moderator), CANARY)


def test_an_edit_is_found_by_its_new_words_only(
    client: FlaskClient, board: Any, cast: Cast, work: Callable[[], int]
) -> None:
    thread = start(board, "Which wax?", "For the cold.", cast.fan)
    post = posts.reply(thread, "marmalade", by=cast.second_fan)
    work()
    posts.edit(post, "chutney", by=cast.second_fan)
    work()
    assert not finds(client, "marmalade")
    assert finds(client, "chutney")


def test_a_page_of_forum_results_asks_few_questions(
    client: FlaskClient, board: Any, cast: Cast, work: Callable[[], int], queries: Any
) -> None:
    thread = start(board, "Which wax?", "For the cold.", cast.fan)
    for _ in range(25):
        posts.reply(thread, "wax and more wax", by=cast.second_fan, at=clock.now() - LONG_AGO)
    work()
    client.get("/search?q=wax")
    with queries() as asked:
        client.get("/search?q=wax")
    assert len(asked) <= 14, [*asked]
