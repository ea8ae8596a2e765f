"""The words that were asked for, marked where they stand in a title or a text, in whatever form."""

import re
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from community.kernel.index.languages import ALL, LANGUAGES, Language
from community.kernel.index.plan import Branch, branches
from community.kernel.index.query import Query
from community.kernel.text import excerpt

WORD = re.compile(r"[^\W_][\w\u200c\u200d'’\u0300-\u036f\u064b-\u065f]*")
READ_INTO = 6000
LENGTH = 240
BEFORE = 70


@dataclass
class Marker:
    """Knows the terms of one query; a word is looked at once per language, however often it stands there."""

    query: Query
    _branches: dict[str, Branch] = field(init=False)
    _known: dict[tuple[str, str], bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._branches = {branch.language: branch for branch in branches(self.query)}

    def marked(self, text: str, language: str = "") -> Markup:
        return self._with_marks(text, self._places(text, language))

    def excerpt(self, text: str, language: str = "") -> Markup:
        """LENGTH letters or so around the first found word, else the beginning."""
        text = " ".join(text[:READ_INTO].split())
        places = self._places(text, language)
        start = (
            _start_before(text, places[0][0]) if places and places[0][0] > LENGTH - BEFORE else 0
        )
        part = excerpt(text[start:], LENGTH)
        shown = len(part.removesuffix("…"))
        inside = [
            (first - start, last - start)
            for first, last in places
            if start <= first and last - start <= shown
        ]
        return escape("… " if start else "") + self._with_marks(part, inside)

    def _places(self, text: str, language: str) -> list[tuple[int, int]]:
        if not self._branches:
            return []
        languages = (LANGUAGES[language],) if language in LANGUAGES else ALL
        return [
            word.span()
            for word in WORD.finditer(text)
            if any(self._meant(word[0], each) for each in languages)
        ]

    def _meant(self, word: str, language: Language) -> bool:
        key = (language.code, word)
        if key not in self._known:
            branch = self._branches.get(language.code)
            self._known[key] = bool(branch) and any(
                _matches(term, branch) for term in language.terms(word)
            )
        return self._known[key]

    @staticmethod
    def _with_marks(text: str, places: list[tuple[int, int]]) -> Markup:
        pieces, done = [], 0
        for first, last in places:
            pieces += [escape(text[done:first]), Markup("<mark>%s</mark>") % text[first:last]]
            done = last
        return Markup("").join([*pieces, escape(text[done:])])


def _matches(term: str | None, branch: Branch | None) -> bool:
    if not term or not branch:
        return False
    return term in branch.terms or any(
        term == stem or term.startswith(beginning) for stem, beginning in branch.beginnings
    )


def _start_before(text: str, place: int) -> int:
    return text.find(" ", max(0, place - BEFORE)) + 1
