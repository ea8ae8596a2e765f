"""The catalogue tool finds what is missing and what is broken."""

import json
from pathlib import Path

import pytest
from babel.messages import Catalog

from tools import translations


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A house of three texts, with catalogues as `update` first writes them."""

    def collected() -> Catalog:
        source = Catalog(charset="utf-8")
        source.add("Post reply")
        source.add("Hello %(name)s")
        source.add(("%(num)s reply", "%(num)s replies"))
        return source

    monkeypatch.setattr(translations, "CATALOGUES", tmp_path)
    monkeypatch.setattr(translations, "collected", collected)
    translations.update()


def given(tmp_path: Path, language: str, words: dict) -> list[str]:
    file = tmp_path / "given.json"
    file.write_text(json.dumps(words))
    return translations.fill(language, str(file))


def faults(language: str) -> list[str]:
    return [fault for fault in translations.check() if fault.startswith(language)]


def test_english_is_complete_by_itself(texts: None) -> None:
    assert faults("en") == []


def test_every_untranslated_text_is_named(texts: None) -> None:
    assert len(faults("de")) == 3
    assert "de: missing 'Post reply'" in faults("de")


def test_a_filled_catalogue_has_no_faults(texts: None, tmp_path: Path) -> None:
    words = {
        "Post reply": "Antworten",
        "Hello %(name)s": "Hallo %(name)s",
        "%(num)s reply": ["Eine Antwort", "%(num)s Antworten"],
    }
    assert given(tmp_path, "de", words) == []
    assert faults("de") == []


def test_the_number_may_be_a_word_only_where_it_is_one(texts: None, tmp_path: Path) -> None:
    given(tmp_path, "de", {"%(num)s reply": ["Eine Antwort", "Antworten"]})
    (fault,) = [fault for fault in faults("de") if "placeholders" in fault]
    assert fault.endswith("'Antworten'")


def test_a_lost_placeholder_is_a_fault(texts: None, tmp_path: Path) -> None:
    given(tmp_path, "nl", {"Hello %(name)s": "Hallo"})
    assert any("other placeholders" in fault for fault in faults("nl"))


def test_a_language_without_plurals_has_one_form(texts: None, tmp_path: Path) -> None:
    given(tmp_path, "id", {"%(num)s reply": ["%(num)s balasan"]})
    assert not any("reply'" in fault and "num" in fault for fault in faults("id"))


def test_unknown_texts_are_refused(texts: None, tmp_path: Path) -> None:
    assert given(tmp_path, "fa", {"Nope": "نه"}) == ["fa: no such text: 'Nope'"]


def test_a_catalogue_is_compiled_once(texts: None, tmp_path: Path) -> None:
    translations.compile()
    compiled = tmp_path / "fa" / "LC_MESSAGES" / "messages.mo"
    before = compiled.stat().st_mtime_ns
    translations.compile()
    assert compiled.stat().st_mtime_ns == before
