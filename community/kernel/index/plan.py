"""A query as each engine carries it out: one branch for each language, with that language's own terms.

A document is in one language, so it is asked only with the terms its own words were turned into: a word
is never compared with another language's stem, and small words count as found where they are not indexed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from community.kernel.index import entries
from community.kernel.index.languages import ALL, Language
from community.kernel.index.query import Query

Phrase = tuple[str | None, ...]
V = TypeVar("V")


@dataclass(frozen=True)
class Branch:
    """All of `terms`, `beginnings` (a stem, or any term that begins so) and `phrases`, none of `without`."""

    language: str
    terms: tuple[str, ...]
    beginnings: tuple[tuple[str, str], ...]
    phrases: tuple[Phrase, ...]
    without: tuple[str, ...]


def branches(query: Query) -> list[Branch]:
    spoken = [
        language for language in ALL if query.languages is None or language.code in query.languages
    ]
    found = (_branch(query, language) for language in spoken)
    return [branch for branch in found if branch.terms or branch.beginnings]


def facets(query: Query) -> list[tuple[str, ...]]:
    """A document must have one of each group; an empty group lets nothing through."""
    groups = [
        _named(query.kinds, entries.kind),
        _named(query.authors or None, entries.author),
        _named(query.languages, entries.spoken_in),
        _named(query.boards, entries.board),
        *((entries.tag(each),) for each in query.tags),
        *((entries.label(each),) for each in query.labels),
    ]
    return [group for group in groups if group is not None]


def _named(values: Iterable[V] | None, name: Callable[[V], str]) -> tuple[str, ...] | None:
    return None if values is None else tuple(sorted(map(name, values)))


def _branch(query: Query, language: Language) -> Branch:
    phrases = [_trimmed(language.terms(phrase)) for phrase in query.phrases]
    wanted = [*language.terms(query.words), *(term for phrase in phrases for term in phrase)]
    return Branch(
        language=language.code,
        terms=tuple(dict.fromkeys(term for term in wanted if term)),
        beginnings=tuple(language.beginning(word) for word in query.beginnings),
        phrases=tuple(phrase for phrase in phrases if len(phrase) > 1),
        without=tuple(term for word in query.without for term in language.terms(word) if term),
    )


def _trimmed(phrase: list[str | None]) -> Phrase:
    """Without the words at both ends that are not indexed."""
    known = [place for place, term in enumerate(phrase) if term]
    return tuple(phrase[known[0] : known[-1] + 1]) if known else ()
