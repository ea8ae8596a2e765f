"""The search page: what it shows, to whom, and what it says when it cannot."""

import shutil
import time
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import Cast
from tests.commons.search.conftest import PRIVATE, Notes

pytestmark = pytest.mark.databases

Work = Callable[[], int]


def test_the_empty_page_explains_itself(client: FlaskClient, notes: Notes) -> None:
    answer = client.get("/search")
    assert answer.status_code == 200
    assert "kind:question" in answer.text
    assert 'content="noindex"' in answer.text


def test_a_result_shows_title_excerpt_author_and_marks(
    client: FlaskClient, notes: Notes, work: Work
) -> None:
    notes.write("Before it rains, the grinders were cleaned.", title="About grinding <b>beans</b>")
    work()
    page = client.get("/search?q=grind").text
    assert "About <mark>grinding</mark> &lt;b&gt;beans&lt;/b&gt;" in page
    assert "1 result" in page
    assert 'href="/@ada"' in page
    assert 'href="/notes/1"' in page


def test_a_long_text_is_shown_around_the_first_word_found(
    client: FlaskClient, notes: Notes, work: Work
) -> None:
    notes.write("start " + "filler " * 300 + "the zebra stood there " + "filler " * 300)
    work()
    page = client.get("/search?q=zebras").text
    assert "… " in page
    assert "<mark>zebra</mark> stood there" in page
    assert "start filler" not in page


@pytest.mark.parametrize(
    ("language", "text", "asked", "marked"),
    [
        ("de", "Zwei Kaffeemühlen stehen hier", "kaffeemuehle", "<mark>Kaffeemühlen</mark>"),
        ("id", "Saya sedang membaca buku", "dibaca", "<mark>membaca</mark>"),
        ("fa", "این کتاب\u200cهای من", "کتاب", "<mark>کتاب\u200cهای</mark>"),
        ("nl", "Mooie huizen", "huis", "<mark>huizen</mark>"),
        ("en", "Coffee and caffeine", "caff*", "<mark>caffeine</mark>"),
    ],
)
def test_other_forms_are_marked_too(
    client: FlaskClient, notes: Notes, work: Work, language: str, text: str, asked: str, marked: str
) -> None:
    notes.write(text, language=language)
    work()
    assert marked in client.get("/search", query_string={"q": asked}).text


def test_c2_a_private_board_gives_no_hit_to_others(
    client: FlaskClient, notes: Notes, work: Work, sign_in: Any, cast: Cast
) -> None:
    notes.write(
        "canaryword", title="canaryword", board=PRIVATE, tags=("canaryword",), author="canaryword"
    )
    work()
    for question in (
        "canaryword",
        "tag:canaryword",
        "by:canaryword",
        "board:private",
        "canary*",
        '"canaryword"',
        "board:private canaryword",
        "kind:note canaryword",
    ):
        for browser in (client, sign_in(cast.fan)):
            page = browser.get("/search", query_string={"q": question}).text
            assert "/notes/1" not in page, question
            assert "1 result" not in page, question
    assert "/notes/1" in sign_in(cast.moderator).get("/search?q=canaryword").text


def test_c7_what_is_hidden_is_gone_at_once_and_from_the_index_after_the_job(
    client: FlaskClient, notes: Notes, work: Work
) -> None:
    number = notes.write("canaryword")
    work()
    assert f"/notes/{number}" in client.get("/search?q=canaryword").text
    notes.hide(number)
    before = client.get("/search?q=canaryword").text
    assert f"/notes/{number}" not in before
    assert "1 result" not in before
    work()
    from community.kernel import index

    assert index.current().references("note") == set()


@pytest.mark.parametrize(
    "question",
    [
        "??????",
        "*1*",
        "* " * 50,
        "(" * 2000,
        "NOT " * 2000,
        "a" * 100_000,
        "[* TO *]",
        "a* " * 50,
        "'; SELECT 1 --",
        "%00",
        "\u202e\u2066x",
        "((((a))))",
        "-",
        '"',
        "by: tag: board:",
        "=kind:note",
        "e:grind",
    ],
)
def test_e4_hostile_questions_are_cheap(
    client: FlaskClient, notes: Notes, work: Work, question: str
) -> None:
    for number in range(30):
        notes.write(f"word{number} 1 common grinder")
    work()
    start = time.perf_counter()
    answer = client.get("/search", query_string={"q": question})
    assert time.perf_counter() - start < 1
    assert answer.status_code in (
        (400,) if len(question) > 200 or question.count("*") == 50 else (200,)
    )
    if answer.status_code == 400:
        assert "search can" in answer.text


def test_a16_the_question_is_shown_as_text(client: FlaskClient, notes: Notes, work: Work) -> None:
    notes.write("something")
    work()
    vector = '"><script>alert(1)</script>'
    for name in ("q", "kind", "order", "board", "after"):
        page = client.get("/search", query_string={"q": "something", name: vector}).text
        assert "<script>alert" not in page


def test_k11_while_the_index_is_broken_the_page_says_so_and_it_heals(
    app: Flask, client: FlaskClient, notes: Notes, work: Work, database_name: str
) -> None:
    notes.write("zebra")
    work()
    if database_name == "postgresql":
        from community.kernel.db import db
        from community.kernel.index.postgresql import SearchEntry

        db.session.query(SearchEntry).delete()
        db.session.commit()
    else:
        shutil.rmtree(app.extensions["config"].data / "index")
        answer = client.get("/search?q=zebra")
        assert answer.status_code == 503
        assert "put in order" in answer.text
        assert answer.headers["Retry-After"]
    second = notes.write("zebra again")
    work()
    page = client.get("/search?q=zebra").text
    assert "/notes/1" in page
    assert f"/notes/{second}" in page


def test_pages_follow_one_another(client: FlaskClient, notes: Notes, work: Work) -> None:
    for number in range(45):
        notes.write(f"zebra number{number}", days=number)
    notes.hidden.update({3, 7})
    work()
    seen: list[str] = []
    address = "/search?q=zebra"
    for _ in range(3):
        page = client.get(address).text
        seen += [part.split('"')[0] for part in page.split('href="/notes/')[1:]]
        address = (
            page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
            if 'rel="next"' in page
            else ""
        )
    assert address == ""
    assert seen == [str(number) for number in range(1, 46) if number not in (3, 7)]


def test_newest_first_and_tabs_keep_the_question(
    client: FlaskClient, notes: Notes, work: Work
) -> None:
    notes.write("zebra zebra zebra", days=300)
    notes.write("a zebra among many other animals of the zoo", days=1)
    work()
    page = client.get("/search?q=zebra&order=newest&kind=note").text
    assert page.index("/notes/2") < page.index("/notes/1")
    assert "q=zebra&amp;kind=note" in page


def test_no_more_than_fifteen_a_minute_without_an_account(
    client: FlaskClient, notes: Notes, sign_in: Any, cast: Cast
) -> None:
    codes = [client.get("/search?q=zebra").status_code for _ in range(16)]
    assert codes[-1] == 429
    assert 429 not in codes[:15]
    assert sign_in(cast.fan).get("/search?q=zebra").status_code != 429


def test_a_page_asks_few_questions(
    client: FlaskClient, notes: Notes, work: Work, queries: Any
) -> None:
    for _ in range(25):
        notes.write("zebra")
    work()
    client.get("/search?q=zebra")
    with queries() as asked:
        client.get("/search?q=zebra")
    assert len(asked) <= 8


def test_when_nothing_is_found_smaller_questions_are_offered(
    client: FlaskClient, notes: Notes, work: Work
) -> None:
    notes.write("the zebrafish swims")
    notes.write("a secret zebu", board=PRIVATE)
    work()
    several = client.get("/search?q=zebrafish+unheard").text
    assert 'href="/search?q=zebrafish"' in several
    assert 'href="/search?q=unheard"' not in several
    assert 'href="/search?q=zebraf%2A"' in client.get("/search?q=zebraf").text
    assert "%2A" not in client.get("/search?q=zebu").text
    assert 'href="/search?q=zebu"' not in client.get("/search?q=zebu+unheard").text
