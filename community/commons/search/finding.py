"""Answering a question for somebody: what the index finds, asked again of the database who may see it."""

from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter
from typing import Any

from community.commons.search.excerpts import Marker
from community.commons.search.grammar import Asked, BadQuestion, parse
from community.commons.search.refreshing import sources
from community.kernel import index
from community.kernel.index import Hit, Order, Query
from community.kernel.permissions import SYSTEM
from community.kernel.room import house
from community.kernel.slots import SearchSource

PAGE = 20
MOST_SUGGESTIONS = 4
NO_BOARD = -1


@dataclass(frozen=True)
class Found:
    """`rows` for one page. `next` is where the next page starts, None at the end of what is shown."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    count: int = 0
    exact: bool = True
    next: int | None = None


def find(
    asked: Asked,
    actor: Any,
    *,
    kind: str = "",
    board: str = "",
    order: Order = "best",
    start: int = 0,
) -> Found:
    """Raises IndexBroken while there is nothing to search in."""
    query = _query(asked, actor, kind, board, order)
    if query is None:
        return Found()
    hits = index.current().search(query)
    rows, place = _visible(hits.rows, start, actor)
    at_end = place >= len(hits.rows)
    # Whoever reads all of it is told no more than they see: a count must not betray what is hidden.
    complete = at_end and start == 0 and hits.count <= len(hits.rows)
    return Found(
        rows=_marked(rows, query),
        count=len(rows) if complete else hits.count,
        exact=hits.exact,
        next=None if at_end else place,
    )


def suggestions(asked: Asked, actor: Any) -> list[str]:
    """Smaller questions that do find something, for a question that found nothing."""
    if len(asked.words) == 1 and not asked.phrases:
        tries = [f"{asked.words[0]}*"]
    else:
        tries = [*asked.words, *asked.phrases][:MOST_SUGGESTIONS]
    return [text for text in tries if _finds_something(text, asked, actor)]


def _finds_something(text: str, asked: Asked, actor: Any) -> bool:
    try:
        smaller = parse(text)
    except BadQuestion:
        return False
    return smaller != asked and not smaller.nothing and bool(find(smaller, actor).rows)


def _query(asked: Asked, actor: Any, kind: str, board: str, order: Order) -> Query | None:
    """None when it can find nothing."""
    if asked.nothing:
        return None
    known = {source.kind for source in sources()}
    open_boards, closed = _boards(actor)
    named = {open_boards.get(each, NO_BOARD) for each in asked.boards}
    kinds = _within(known.intersection(asked.kinds), kind)
    return replace(
        asked.query(order),
        kinds=None if kinds is None else tuple(sorted(kinds)),
        labels=tuple(each for each in asked.kinds if each not in known),
        boards=_within(named, open_boards.get(board, NO_BOARD) if board else None),
        closed_boards=closed,
    )


def _within(named: set[Any], chosen: Any) -> frozenset[Any] | None:
    """What was typed and what was chosen on the page narrow each other; None is no limit."""
    if not chosen:
        return frozenset(named) or None
    return frozenset({chosen} if not named or chosen in named else ())


def _boards(actor: Any) -> tuple[dict[str, int], frozenset[int]]:
    """Those the actor may see by slug, and the ids of the others."""
    mine: dict[str, int] = {}
    everything: set[int] = set()
    for boards in {source.boards for source in sources() if source.boards}:
        mine.update(boards(actor))
        everything.update(boards(SYSTEM).values())
    return mine, frozenset(everything - set(mine.values()))


def _visible(hits: tuple[Hit, ...], start: int, actor: Any) -> tuple[list[dict[str, Any]], int]:
    """A page of rows, and how far into the hits it reached."""
    rows: list[dict[str, Any]] = []
    while start < len(hits) and len(rows) < PAGE:
        part = hits[start : start + PAGE]
        shown = _rows(part, actor)
        for hit in part:
            start += 1
            if row := shown.get((hit.kind, hit.id)):
                rows.append({**row, "language": hit.language})
                if len(rows) == PAGE:
                    break
    return rows, start


def _rows(hits: tuple[Hit, ...], actor: Any) -> dict[tuple[str, int], dict[str, Any]]:
    rows = {}
    for kind, group in groupby(sorted(hits, key=attrgetter("kind")), key=attrgetter("kind")):
        source = house().slots.named(SearchSource, kind)
        if source is not None:
            found = source.results([hit.id for hit in group], actor)
            label = source.one or source.label
            rows.update(
                {
                    (kind, number): {**row, "kind": kind, "label": label}
                    for number, row in found.items()
                }
            )
    return rows


def _marked(rows: list[dict[str, Any]], query: Query) -> list[dict[str, Any]]:
    marker = Marker(query)
    for row in rows:
        row["title"] = marker.marked(row["title"], row["language"])
        row["excerpt"] = marker.excerpt(row["text"], row["language"])
    return rows
