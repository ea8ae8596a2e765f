"""What may be asked of an index, with the same answers from both engines."""

from dataclasses import replace
from datetime import timedelta

import pytest

from community.kernel.index import Hits, Query
from tests.kernel.index.conftest import Shelf

pytestmark = pytest.mark.databases


def test_all_words_must_occur(shelf: Shelf) -> None:
    both = shelf.put("wax and snow")
    shelf.put("wax only")
    assert shelf.ask("snow wax") == [both]


def test_a_phrase_wants_its_words_in_order(shelf: Shelf) -> None:
    right = shelf.put("we need wax for wet snow today")
    shelf.put("wet wax needs snow")
    assert shelf.ask(phrases=("wet snow",)) == [right]
    assert shelf.ask(phrases=("wax for wet snow",)) == [right]
    assert shelf.ask(phrases=("wax wet",)) == []


def test_a_phrase_does_not_reach_from_title_to_text(shelf: Shelf) -> None:
    shelf.put("snow is wet", title="Wax and wet")
    assert shelf.ask(phrases=("wet snow",)) == []


def test_a_beginning_finds_longer_words(shelf: Shelf) -> None:
    compound = shelf.put("Die Kaffeemühle mahlt", language="de")
    plain = shelf.put("coffee is not Kaffee", language="en")
    shelf.put("tea")
    assert set(shelf.ask(beginnings=("kaffee",))) == {compound, plain}
    assert shelf.ask(beginnings=("kaffeemüh",)) == [compound]


def test_without_takes_out(shelf: Shelf) -> None:
    dry = shelf.put("boots for dry days")
    shelf.put("boots for rainy days, rain and rain")
    assert shelf.ask("boots", without=("rain",)) == [dry]


def test_facets_narrow(shelf: Shelf) -> None:
    one = shelf.put("boots", board_id=1, tags=("Repair",), author="ada", labels=("question",))
    two = shelf.put("boots", kind="thread", board_id=2, tags=("care",), author="Bima")
    assert shelf.ask("boots", kinds=("post",)) == [one]
    assert shelf.ask("boots", tags=("repair",)) == [one]
    assert shelf.ask("boots", authors=("bima",)) == [two]
    assert shelf.ask("boots", labels=("question",)) == [one]
    assert shelf.ask("boots", boards=frozenset({2})) == [two]
    assert shelf.ask("boots", closed_boards=frozenset({2})) == [one]
    assert shelf.ask("boots", boards=frozenset()) == []
    assert shelf.ask("boots", kinds=()) == []


def test_facets_alone_give_the_newest_first(shelf: Shelf) -> None:
    old = shelf.put("a boot", author="ada", days=9)
    new = shelf.put("a ski", author="ada", days=1)
    shelf.put("a pole", author="bima")
    assert shelf.ask(authors=("ada",)) == [new, old]


def test_nothing_asked_finds_nothing(shelf: Shelf) -> None:
    shelf.put("a boot")
    assert shelf.engine.search(Query()) == Hits()
    assert shelf.engine.search(Query(without=("boot",))) == Hits()


def test_closed_boards_hide_nothing_without_a_board(shelf: Shelf) -> None:
    number = shelf.put("a person who skis", kind="person")
    assert shelf.ask("skis", closed_boards=frozenset({1})) == [number]


def test_the_title_weighs_more(shelf: Shelf) -> None:
    mentioned = shelf.put(
        "we spoke of grinders among many other things that matter to us", title="All sorts of talk"
    )
    about = shelf.put(
        "which one is right for an apartment with thin walls and neighbours", title="Grinders"
    )
    assert shelf.ask("grinder") == [about, mentioned]


def test_of_equal_answers_the_newer_comes_first(shelf: Shelf) -> None:
    old = shelf.put("boots are warm", days=400)
    new = shelf.put("boots are warm", days=2)
    assert shelf.ask("boots") == [new, old]


def test_newest_first_is_by_date_alone(shelf: Shelf) -> None:
    old = shelf.put("boots boots boots boots", days=5)
    new = shelf.put("one word about boots among several others", days=1)
    assert shelf.ask("boots", order="newest") == [new, old]


def test_a_changed_document_is_found_by_its_new_words_only(shelf: Shelf) -> None:
    number = shelf.put("boots")
    shelf.put("skis", number=number)
    assert shelf.ask("boots") == []
    assert shelf.ask("skis") == [number]


def test_what_is_gone_is_not_found(shelf: Shelf) -> None:
    number = shelf.put("boots")
    shelf.take("post", number)
    assert shelf.ask("boots") == []
    assert shelf.engine.references("post") == set()


def test_kinds_may_share_a_number(shelf: Shelf) -> None:
    shelf.put("boots", kind="post", number=7)
    shelf.put("boots", kind="thread", number=7)
    shelf.take("post", 7)
    hits = shelf.engine.search(Query("boots"))
    assert [(hit.kind, hit.id) for hit in hits.rows] == [("thread", 7)]


def test_hits_are_limited_and_counted(shelf: Shelf) -> None:
    shelf.put("boots")
    template = shelf.documents["post", 1]
    for number in range(1, 1202):
        shelf.documents["post", number] = replace(
            template, id=number, at=template.at + timedelta(minutes=number)
        )
    shelf.engine.update(list(shelf.documents), shelf.load)
    hits = shelf.engine.search(Query("boots"))
    assert len(hits.rows) == 200
    assert hits.count >= 1001
    assert hits.rows[0].id == 1201


def test_rebuild_forgets_what_is_gone(shelf: Shelf) -> None:
    kept, lost = shelf.put("boots"), shelf.put("boots")
    del shelf.documents["post", lost]
    shelf.engine.rebuild([list(shelf.documents)], shelf.load)
    assert shelf.ask("boots") == [kept]
    assert shelf.engine.ready()


@pytest.mark.parametrize(
    "odd",
    [
        "a'b",
        "back\\slash",
        "a & b | !c",
        "'; DROP TABLE posts",
        "(x <-> y)",
        "%s :name",
        "=kind:post",
        "ekind",
    ],
)
def test_signs_of_query_languages_are_text(shelf: Shelf, odd: str) -> None:
    number = shelf.put(f"before {odd} after", tags=(odd,), author=odd)
    assert shelf.ask(odd) in ([number], [])
    assert shelf.ask(tags=(odd,)) == [number]
    assert shelf.ask(phrases=(f"before {odd}",)) in ([number], [])
    assert shelf.ask("=kind:person") == []
