"""Five languages: what people type finds what people wrote, on both engines."""

import pytest

from community.kernel.index.languages import LANGUAGES, spoken
from community.kernel.index.words import folded, split
from tests.kernel.index.conftest import Shelf

pytestmark = pytest.mark.databases

ZWNJ = "\u200c"


@pytest.mark.parametrize(
    ("language", "written", "typed"),
    [
        ("en", "The city's grinders were running late", "runs grinder cities"),
        ("en", "A naïve café owner", "naive cafe"),
        ("id", "Saya sedang membaca panduan perbaikan", "baca memperbaiki"),
        ("id", "Kopinya digiling dengan penggilingan baru", "kopi giling"),
        ("de", "Die Kaffeemühlen in der Straße", "kaffeemuehle strasse"),
        ("de", "Über die Häuser", "haus"),
        ("de", "Muehle und Loeffel", "mühlen löffel"),
        ("nl", "De huizen en de coördinatie van het lopen", "huis coordinatie loopt"),
        ("fa", f"کتاب{ZWNJ}های خوب می{ZWNJ}خوانم", "کتاب خوانم"),
        ("fa", f"کتاب{ZWNJ}های خوب می{ZWNJ}خوانم", "کتابها میخوانم"),
        ("fa", "کتاب ها را می خوانم", f"کتاب{ZWNJ}ها می{ZWNJ}خوانم"),
        ("fa", "كتاب يك مرد قوي", "کتاب مرد قوی"),
        ("fa", "چکمه‌ی شمارهٔ ۴۲", "42"),
        ("fa", "چکمه شماره 42", "٤٢ چکمه"),
        ("fa", "بُرنامهٔ بزرگ‌ترین", "برنامه بزرگ"),
    ],
)
def test_what_is_typed_finds_what_is_written(
    shelf: Shelf, language: str, written: str, typed: str
) -> None:
    number = shelf.put(written, language=language)
    shelf.put("something else entirely", language="en")
    shelf.put("ganz etwas anderes", language="de")
    found = shelf.ask(typed)
    if typed == "کتاب خوانم":
        assert found == []  # a stem is not cut out of a verb: می‌خوانم is one word
    else:
        assert found == [number]


def test_a_word_is_not_compared_with_the_stem_of_another_language(shelf: Shelf) -> None:
    shelf.put("nu is het tijd voor de winkel", language="nl")
    assert shelf.ask("menu") == []


def test_small_words_count_as_found(shelf: Shelf) -> None:
    number = shelf.put("How do I clean the grinder of my machine", language="en")
    assert shelf.ask("how to clean a grinder") == [number]


def test_only_small_words_find_nothing(shelf: Shelf) -> None:
    shelf.put("the cat and the dog", language="en")
    assert shelf.ask("the and") == []


def test_a_word_small_in_one_language_is_a_word_in_another(shelf: Shelf) -> None:
    english = shelf.put("Die hard is a film", language="en")
    german = shelf.put(
        "Das ist Hard, die Gemeinde am Bodensee, und sie ist nicht weit", language="de"
    )
    assert set(shelf.ask("die hard")) == {english, german}


def test_a_wrongly_declared_language_is_seen_through() -> None:
    assert spoken("Das ist die Mühle, die ich für meine Frau habe", "en").code == "de"
    assert spoken("این کتاب را برای من خریده است", "en").code == "fa"
    assert spoken("Saya tidak tahu apa yang harus dibeli untuk ini", "nl").code == "id"


def test_a_short_text_keeps_its_declared_language() -> None:
    assert spoken("Kaffee", "nl").code == "nl"
    assert spoken("Kaffee", "xx").code == "other"


@pytest.mark.parametrize("code", [*LANGUAGES, "xx"])
def test_every_language_finds_its_own_words_again(shelf: Shelf, code: str) -> None:
    number = shelf.put("Zanzibar quetzal 2024", language=code)
    assert shelf.ask("zanzibar QUETZAL 2024") == [number]


@pytest.mark.parametrize(
    "text", ["??????", "\u200c\u200c", "ـــــ", "…", "🎿🎿", "'''", "_ _ _", "\u0301\u0301"]
)
def test_what_has_no_letters_has_no_words(text: str) -> None:
    assert split(folded(text)) == []


def test_e2_long_blanks_cost_nothing(shelf: Shelf) -> None:
    number = shelf.put("x" + " " * 20_000 + "zebra")
    assert shelf.ask("zebra") == [number]
