"""How the words of each language are brought to their stem, and which language a text is in."""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from community.kernel.index.stopwords import STOP_WORDS
from community.kernel.index.words import folded, split, without_accents

PERSIAN_PREFIX = re.compile(r"(?<!\w)(ن?می) (?=[ء-ی])")
PERSIAN_SUFFIX = re.compile(
    r"(?<=[ء-ی]) (ها|های|هایی|هایم|هایت|هایش|هایمان|هایتان|هایشان|تر|تری|ترین|ام|ای|اند)(?!\w)"
)


@dataclass(frozen=True)
class Language:
    """`mark` begins each of its terms in the index, so that words of two languages never meet by accident."""

    code: str
    mark: str
    stem: Callable[[str], str]
    stop: frozenset[str] = frozenset()
    umlauts: bool = False
    joins: tuple[re.Pattern[str], ...] = ()

    def terms(self, text: str) -> list[str | None]:
        """A term for each word in order; None stands for a word that is not indexed."""
        return [None if word in self.stop else self.term(word) for word in self.words(text)]

    def words(self, text: str) -> list[str]:
        text = folded(text, umlauts=self.umlauts)
        for pattern in self.joins:
            text = pattern.sub(r"\1", text)
        return split(text)

    def term(self, word: str) -> str:
        return self.mark + self.stem(word)

    def beginning(self, text: str) -> tuple[str, str]:
        """The term of it as a word, and what the terms of all words that begin so begin with."""
        word = "".join(self.words(text))
        return self.term(word), self.mark + without_accents(word)


def _stemmer(algorithm: str) -> Callable[[str], str]:
    """A stemmer keeps state while it works, so each thread has its own."""
    own = threading.local()

    @lru_cache(maxsize=32_768)
    def stem(word: str) -> str:
        if not hasattr(own, "stemmer"):
            own.stemmer = snowballstemmer.stemmer(algorithm)
        return without_accents(own.stemmer.stemWord(word)) or word

    return stem


LANGUAGES = {
    language.code: language
    for language in (
        Language("en", "e", _stemmer("english"), STOP_WORDS["en"]),
        Language("id", "i", _stemmer("indonesian"), STOP_WORDS["id"]),
        Language("de", "d", _stemmer("german"), STOP_WORDS["de"], umlauts=True),
        Language("nl", "n", _stemmer("dutch"), STOP_WORDS["nl"]),
        Language(
            "fa", "f", _stemmer("persian"), STOP_WORDS["fa"], joins=(PERSIAN_PREFIX, PERSIAN_SUFFIX)
        ),
    )
}
OTHER = Language("other", "o", str)
ALL = (*LANGUAGES.values(), OTHER)

ENOUGH = 3
CLEARLY = 2


def spoken(text: str, declared: str) -> Language:
    """The declared language, unless the small words of the text clearly are another's."""
    words = split(folded(text[:2000], umlauts=True))
    counts = {code: sum(map(stop.__contains__, words)) for code, stop in STOP_WORDS.items()}
    likely = max(counts, key=lambda code: counts[code])
    if counts[likely] >= ENOUGH and counts[likely] > CLEARLY * counts.get(declared, 0):
        return LANGUAGES[likely]
    return LANGUAGES.get(declared, OTHER)
