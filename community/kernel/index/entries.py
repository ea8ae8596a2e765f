"""What both engines keep of a document: its terms with their weights, their order, and its facets."""

from collections import Counter
from dataclasses import dataclass

from community.kernel.index.languages import spoken
from community.kernel.index.words import folded
from community.kernel.slots import SearchDocument

TITLE_WEIGHT = 4
MOST_WEIGHT = 31
GAP: list[str | None] = [None] * 4


@dataclass(frozen=True)
class Entry:
    """`order` has a term or None (a word that is not indexed) for each word of title, gap and text."""

    document: SearchDocument
    language: str
    title_words: int
    order: list[str | None]
    weights: dict[str, int]
    facets: list[str]


def entry_of(document: SearchDocument) -> Entry:
    language = spoken(f"{document.title} {document.text}", document.language)
    title, text = language.terms(document.title), language.terms(document.text)
    weights = Counter(text)
    for term in title:
        weights[term] += TITLE_WEIGHT
    del weights[None]
    return Entry(
        document=document,
        language=language.code,
        title_words=len(title),
        order=[*title, *GAP, *text] if title else text,
        weights={term: min(weight, MOST_WEIGHT) for term, weight in weights.items() if term},
        facets=facets_of(document, language.code),
    )


def facets_of(document: SearchDocument, language: str) -> list[str]:
    facets = [kind(document.kind), spoken_in(language)]
    if document.board_id is not None:
        facets.append(board(document.board_id))
    if document.author:
        facets.append(author(document.author))
    facets += [tag(each) for each in document.tags]
    facets += [label(each) for each in document.labels]
    return facets


def kind(name: str) -> str:
    return f"=kind:{name}"


def spoken_in(code: str) -> str:
    return f"=language:{code}"


def board(board_id: int) -> str:
    return f"=board:{board_id}"


def author(handle: str) -> str:
    return f"=by:{folded(handle)}"


def tag(name: str) -> str:
    return f"=tag:{folded(name)}"


def label(name: str) -> str:
    return f"=label:{name}"
