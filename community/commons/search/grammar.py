"""What people may type: words, "phrases", begin*, -without, board: tag: by: kind:. All else is plain text.

Small on purpose. Whoosh's own language lets a dozen characters cost seconds; here the price of a
question is bounded by its length and the number of its terms.
"""

import re
from dataclasses import dataclass, replace

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.index import Order, Query
from community.kernel.index.words import folded, split
from community.kernel.refusals import Refusal

MOST_LETTERS = 200
MOST_TERMS = 12
MOST_BEGINNINGS = 2
LEAST_LETTERS = 3

QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
PART = re.compile(
    r'(?P<field>board|tag|by|kind):"?(?P<value>[^\s"]+)"?|"(?P<phrase>[^"]+)"|(?P<word>[^\s"]+)'
)


class BadQuestion(Refusal):
    status = 400


class QuestionTooLong(BadQuestion):
    sentence = _l("That is longer than a search can be. Use at most %(most)s letters.")


class TooManyTerms(BadQuestion):
    sentence = _l(
        "Those are more words than a search can have. Use at most %(most)s, the rarest ones."
    )


class TooManyBeginnings(BadQuestion):
    sentence = _l("Use * on at most %(most)s words.")


@dataclass(frozen=True)
class Asked:
    """A question as it was typed, taken apart."""

    text: str = ""
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    boards: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to look for; words that shall not occur are not enough."""
        said = (
            self.words,
            self.phrases,
            self.beginnings,
            self.boards,
            self.tags,
            self.authors,
            self.kinds,
        )
        return not any(said)

    def query(self, order: Order = "best") -> Query:
        """Boards and kinds still have to be looked up."""
        return Query(
            words=" ".join(self.words),
            phrases=self.phrases,
            beginnings=self.beginnings,
            without=self.without,
            tags=self.tags,
            authors=self.authors,
            order=order,
        )


def parse(text: str) -> Asked:
    """Raises BadQuestion when there is more than a search can have."""
    text = " ".join(text.split()) if len(text) <= 20 * MOST_LETTERS else text
    if len(text) > MOST_LETTERS:
        raise QuestionTooLong(most=MOST_LETTERS)
    asked, terms = Asked(text), 0
    for part in PART.finditer(text.translate(QUOTES)):
        terms += max(1, len(split(folded(part[0]))))
        if terms > MOST_TERMS:
            raise TooManyTerms(most=MOST_TERMS)
        asked = _with(asked, part)
    if len(asked.beginnings) > MOST_BEGINNINGS:
        raise TooManyBeginnings(most=MOST_BEGINNINGS)
    return asked


def _with(asked: Asked, part: re.Match[str]) -> Asked:
    field, value, phrase, word = part["field"], part["value"], part["phrase"], part["word"]
    match field:
        case "board":
            return replace(asked, boards=(*asked.boards, value.lower()))
        case "tag":
            return replace(asked, tags=(*asked.tags, value.lstrip("#")))
        case "by":
            return replace(asked, authors=(*asked.authors, value.lstrip("@")))
        case "kind":
            return replace(asked, kinds=(*asked.kinds, value.lower()))
    return _with_text(asked, phrase or word, is_phrase=bool(phrase))


def _with_text(asked: Asked, text: str, *, is_phrase: bool) -> Asked:
    words = split(folded(text))
    if not words:
        return asked
    if is_phrase and len(words) > 1:
        return replace(asked, phrases=(*asked.phrases, text))
    if text.startswith("-") and len(words) == 1:
        return replace(asked, without=(*asked.without, text[1:]))
    if text.endswith("*") and len(words) == 1 and len(words[0]) >= LEAST_LETTERS:
        return replace(asked, beginnings=(*asked.beginnings, text.rstrip("*")))
    return replace(asked, words=(*asked.words, text))
