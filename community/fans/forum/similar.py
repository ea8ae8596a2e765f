"""Threads like the one somebody is about to start, by the words of its title."""

from collections import defaultdict
from typing import Any

from community.commons import search
from community.kernel.index import IndexBroken
from community.kernel.index.stopwords import STOP_WORDS
from community.kernel.index.words import folded, split

MOST, MOST_WORDS, SHORTEST = 5, 6, 3
TITLED = 4  # a word in the other title tells more than one in its text
EMPTY = frozenset().union(*STOP_WORDS.values())


def to_title(title: str, actor: Any) -> list[dict[str, Any]]:
    """Rows with url, title, context and at, the likest first; only what this reader may see."""
    words = telling(title)
    weight: dict[str, float] = defaultdict(float)
    rows: dict[str, dict[str, Any]] = {}
    for word in words:
        found = _found(word, actor)
        for row in found:
            in_title = TITLED if "<mark>" in row["title"] else 1
            weight[row["url"]] += in_title / (4 + len(found))
            rows[row["url"]] = row
    likest = sorted(weight, key=lambda url: -weight[url])
    least = 0.0 if len(words) < 2 else max(weight.values(), default=0.0) * 0.45
    return [rows[url] for url in likest if weight[url] > least][:MOST]


def telling(title: str) -> list[str]:
    """The longest words that say something; a title is short, so each is asked for itself."""
    words = dict.fromkeys(split(folded(title[:200])))
    long = [word for word in words if len(word) >= SHORTEST and word not in EMPTY]
    return sorted(long, key=len, reverse=True)[:MOST_WORDS]


def _found(word: str, actor: Any) -> list[dict[str, Any]]:
    try:
        return search.find(search.parse(f"{word} kind:thread"), actor).rows
    except (search.BadQuestion, IndexBroken):
        return []
