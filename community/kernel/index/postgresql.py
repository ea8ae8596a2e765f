"""The index inside PostgreSQL: our own terms in a tsvector, so that it finds what the embedded one finds.

PostgreSQL's own configurations know no Persian and stem unlike ours; it gets ready-made terms and does
what it is best at: a GIN index, `<->` for phrases, `:*` for beginnings, one transaction for everything.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Index as TableIndex
from sqlalchemy import Text, cast, delete, func, literal, select, text, tuple_
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR, insert
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel import clock
from community.kernel.db import Base, Number, db
from community.kernel.index import entries
from community.kernel.index.entries import Entry, entry_of
from community.kernel.index.plan import Branch, Phrase, branches, facets
from community.kernel.index.port import Hit, Hits, IndexBusy, Load, Reference
from community.kernel.index.query import Query
from community.kernel.index.ranking import ranked

MOST_COUNTED = 1000
LAST_POSITION = 16_000
LONG_TEXTS_COUNT_LESS = 1
GUESS = text(
    "EXPLAIN (FORMAT JSON) SELECT 1 FROM search_entries WHERE terms @@ CAST(:asked AS tsquery)"
)
SIZE = text("SELECT reltuples FROM pg_class WHERE oid = 'search_entries'::regclass")
READING_COSTS = 3
WAIT = 5.0
WRITER = 7_358_201

# A change of terms or stemmers needs a new number: the index is then rebuilt by itself.
NUMBER = 1
BUILT = "=built"
NOTHING = "=nothing"


class SearchEntry(Base):
    """What can be found; empty where the embedded engine is in use."""

    __tablename__ = "search_entries"
    __table_args__ = (TableIndex(None, "terms", postgresql_using="gin"),)

    kind: Mapped[str] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)
    language: Mapped[str]
    terms: Mapped[str] = mapped_column(TSVECTOR().with_variant(Text(), "sqlite"))


class DatabaseIndex:
    engine = "postgresql"

    def ready(self) -> bool:
        return NUMBER in self.references(BUILT)

    def search(self, query: Query) -> Hits:
        asked = tsquery(query)
        if not asked:
            return Hits()
        wanted = cast(literal(asked), TSQUERY)
        # By its date the table is read in order and most rows are thrown away; the detour over an expression
        # forbids that, so that the words are looked up in the GIN index first.
        by_date = SearchEntry.at if _common(asked) else SearchEntry.at + literal(timedelta())
        newest = (
            select(
                SearchEntry.kind,
                SearchEntry.document_id,
                SearchEntry.at,
                SearchEntry.language,
                SearchEntry.terms,
            )
            .where(SearchEntry.terms.op("@@")(wanted))
            .order_by(by_date.desc())
            .limit(MOST_COUNTED + 1)
            .cte("newest")
            .prefix_with("MATERIALIZED", dialect="postgresql")
        )
        score = func.ts_rank(newest.c.terms, wanted, LONG_TEXTS_COUNT_LESS)
        columns = (newest.c.kind, newest.c.document_id, newest.c.at, newest.c.language, score)
        rows = db.session.execute(select(*columns)).all()
        hits = ranked([Hit(*row) for row in rows], query)
        return Hits(tuple(hits[: query.limit]), len(rows), len(rows) <= MOST_COUNTED)

    def update(self, references: list[Reference], load: Load) -> None:
        """Commits, as the port promises that what is updated stays."""
        with _alone():
            rows = [_row(entry_of(document)) for document in load(references)]
            found = {(row["kind"], row["document_id"]) for row in rows}
            _forget([reference for reference in references if reference not in found])
            _keep(rows)
            db.session.commit()

    def rebuild(self, batches: Iterable[list[Reference]], load: Load) -> None:
        """In place, batch by batch; then what no batch named is looked at once more."""
        known = {
            (kind, number)
            for kind, number in db.session.execute(
                select(SearchEntry.kind, SearchEntry.document_id)
            )
        }
        db.session.rollback()
        for batch in batches:
            self.update(batch, load)
            known.difference_update(batch)
        rest = sorted(known)
        for start in range(0, len(rest), 500):
            self.update(rest[start : start + 500], load)
        db.session.execute(text("ANALYZE search_entries"))
        _keep(
            [{"kind": BUILT, "document_id": NUMBER, "at": clock.now(), "language": "", "terms": ""}]
        )
        db.session.commit()

    def references(self, kind: str) -> set[int]:
        return set(
            db.session.scalars(select(SearchEntry.document_id).where(SearchEntry.kind == kind))
        )

    def expunge(self, seconds: float) -> bool:
        """What is gone is gone with its row; autovacuum clears the space."""
        return False

    def tidy(self) -> None:
        """PostgreSQL's autovacuum does it."""

    def facts(self) -> dict[str, Any]:
        size = func.pg_total_relation_size(SearchEntry.__tablename__)
        count, used = db.session.execute(
            select(func.count(), size).where(SearchEntry.kind != BUILT)
        ).one()
        return {"engine": self.engine, "documents": count, "bytes": used or 0}


def _common(asked: str) -> bool:
    """Whether so many rows match, by the planner's guess, that reading the newest ones until enough match is cheaper.

    Reading a row and comparing its terms costs some times what a row found by its words costs.
    """
    plan = db.session.execute(GUESS, {"asked": asked}).scalar_one()
    everything = db.session.scalar(SIZE) or 0
    return bool(plan[0]["Plan"]["Plan Rows"] ** 2 > READING_COSTS * MOST_COUNTED * everything > 0)


@contextmanager
def _alone() -> Iterator[None]:
    """One writer at a time; the lock lives on a connection of its own and ends with it."""
    until = time.monotonic() + WAIT
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        while not connection.scalar(select(func.pg_try_advisory_lock(WRITER))):
            if time.monotonic() > until:
                raise IndexBusy("another worker writes to the search table")
            time.sleep(0.05)
        try:
            yield
        finally:
            connection.execute(select(func.pg_advisory_unlock(WRITER)))


def _forget(references: list[Reference]) -> None:
    if references:
        key = tuple_(SearchEntry.kind, SearchEntry.document_id)
        db.session.execute(delete(SearchEntry).where(key.in_(references)))


def _keep(rows: list[dict[str, Any]]) -> None:
    if rows:
        fresh = insert(SearchEntry)
        newest = {name: fresh.excluded[name] for name in ("at", "language", "terms")}
        db.session.execute(
            fresh.on_conflict_do_update(index_elements=["kind", "document_id"], set_=newest), rows
        )


def _row(entry: Entry) -> dict[str, Any]:
    document = entry.document
    return {
        "kind": document.kind,
        "document_id": document.id,
        "at": document.at,
        "language": entry.language,
        "terms": tsvector(entry),
    }


def tsvector(entry: Entry) -> str:
    """Terms with their places, those of the title with weight A; facets without a place."""
    places: dict[str, list[str]] = {}
    for place, term in enumerate(entry.order[:LAST_POSITION], start=1):
        if term:
            places.setdefault(term, []).append(
                f"{place}A" if place <= entry.title_words else str(place)
            )
    terms = [f"{_quoted(term)}:{','.join(found)}" for term, found in places.items()]
    return " ".join([*terms, *map(_quoted, entry.facets)])


def tsquery(query: Query) -> str:
    """Empty when nothing is asked for."""
    words = [_branch(branch) for branch in branches(query)]
    if not words and not (query.wordless and query.filtered):
        return ""
    groups = [
        _any([_quoted(facet) for facet in group] or [_quoted(NOTHING)]) for group in facets(query)
    ]
    closed = [f"!{_quoted(entries.board(board))}" for board in sorted(query.closed_boards)]
    return " & ".join([*([_any(words)] if words else []), *groups, *closed])


def _branch(branch: Branch) -> str:
    wanted = [_quoted(term) for term in branch.terms]
    wanted += [
        f"({_quoted(stem)} | {_quoted(beginning)}:*)" for stem, beginning in branch.beginnings
    ]
    wanted += [_phrase(phrase) for phrase in branch.phrases]
    wanted += [f"!{_quoted(term)}" for term in branch.without]
    return f"({' & '.join(wanted)})"


def _phrase(phrase: Phrase) -> str:
    """`a <-> b`; a word that is not indexed widens the distance."""
    text, distance = "", 0
    for term in phrase:
        distance += 1
        if term:
            text += f" <{distance}> {_quoted(term)}" if text else _quoted(term)
            distance = 0
    return f"({text})"


def _any(terms: list[str]) -> str:
    return f"({' | '.join(terms)})"


def _quoted(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
