"""What people may type, and what it costs."""

import time

import pytest

from community.commons.search import BadQuestion, parse


def test_words_phrases_beginnings_and_without() -> None:
    asked = parse('wax "wet snow" boot* -rain ski')
    assert (asked.words, asked.phrases) == (("wax", "ski"), ("wet snow",))
    assert (asked.beginnings, asked.without) == (("boot",), ("rain",))


def test_filters() -> None:
    asked = parse("board:Help tag:#repair by:@ada kind:Question")
    assert (asked.boards, asked.tags, asked.authors, asked.kinds) == (
        ("help",),
        ("repair",),
        ("ada",),
        ("question",),
    )


def test_typographic_quotes_are_quotes() -> None:
    assert parse("“wet snow”").phrases == ("wet snow",)
    assert parse("«wet snow»").phrases == ("wet snow",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"unclosed phrase', ("unclosed", "phrase")),
        ("wax AND snow OR NOT ice", ("wax", "AND", "snow", "OR", "NOT", "ice")),
        ("title:wax", ("title:wax",)),
        ("wax~2 snow^4", ("wax~2", "snow^4")),
        ("[* TO *]", ("TO",)),
        ("*1*", ("*1*",)),
        ("ab*", ("ab*",)),
        ("e-mail", ("e-mail",)),
        ("kind:", ("kind:",)),
        ('"one"', ("one",)),
        ("?????? *** (((", ()),
    ],
)
def test_all_else_is_plain_text(text: str, words: tuple[str, ...]) -> None:
    assert parse(text).words == words


@pytest.mark.parametrize(
    "text",
    [
        "(" * 2000,
        "NOT " * 2000,
        "a" * 100_000,
        "a" * 201,
        "kon* " * 50,
        "* " * 50,
        "a-" * 90,
        '"' + "a b " * 20 + '"',
        "aaa* bbb* ccc*",
        " ".join(map(str, range(13))),
    ],
)
def test_e4_more_than_a_search_can_have_is_refused(text: str) -> None:
    start = time.perf_counter()
    with pytest.raises(BadQuestion):
        parse(text)
    assert time.perf_counter() - start < 0.1


def test_e2_blanks_are_no_letters() -> None:
    assert parse("x" + " " * 3000 + "x").words == ("x", "x")


def test_only_without_asks_for_nothing() -> None:
    assert parse("-rain").nothing
    assert not parse("tag:rain").nothing
