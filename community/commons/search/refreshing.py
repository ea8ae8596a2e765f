"""Keeping the index equal to the database: drain the marks, rebuild, compare."""

import time
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import bindparam, delete, func, select

from community.commons.search.models import SearchMark
from community.kernel import index
from community.kernel.db import db, reading
from community.kernel.index import Index, IndexBroken, Query, Reference
from community.kernel.room import house
from community.kernel.slots import SearchDocument, SearchSource

AT_ONCE = 500
Mark = tuple[str, int, int]
T = TypeVar("T")


def catch_up(seconds: float = 20.0) -> bool:
    """Make the index if there is none, then work off the marks; True if some are left when the time is over.

    Raises IndexBusy while somebody else writes.
    """
    engine, until = index.current(), time.monotonic() + seconds
    if not engine.ready():
        rebuild()
    while marks := _newest_marks():
        try:
            _refresh(engine, marks)
        except IndexBroken:
            rebuild()
        if time.monotonic() > until:
            return True
    return False


def rebuild(progress: Callable[[int], None] = lambda count: None) -> None:
    """A new index from the database; the old one answers until it is done.

    It reads what the marks of before ask for, so they go with it, but for those renewed meanwhile.
    """
    before = _all_marks()
    index.current().rebuild(_everything(progress), _documents)
    for kind, numbers in before.items():
        for start in range(0, len(numbers), 2 * AT_ONCE):
            some = numbers[start : start + 2 * AT_ONCE]
            _forget([(kind, *mark) for mark in zip(some[::2], some[1::2], strict=True)])


def take_in_new_kinds() -> None:
    """Of a room that joined after the index was built."""
    engine = index.current()
    for source in sources():
        if not engine.search(Query(kinds=(source.kind,), limit=1)).count:
            for batch in _all_of(source):
                engine.update(batch, _documents)


def compare() -> tuple[set[Reference], set[Reference]]:
    """What the index lacks, and what it has too much."""
    lacking: set[Reference] = set()
    surplus: set[Reference] = set()
    for source in sources():
        known = index.current().references(source.kind)
        wanted = {
            number for batch in _all_of(source) for _, number in map(_reference, _documents(batch))
        }
        lacking |= {(source.kind, number) for number in wanted - known}
        surplus |= {(source.kind, number) for number in known - wanted}
    return lacking, surplus


def waiting() -> int:
    """How many marks are not worked off yet."""
    return db.session.scalar(select(func.count()).select_from(SearchMark)) or 0


def sources() -> list[SearchSource]:
    return house().slots.of(SearchSource)


def _reference(document: SearchDocument) -> Reference:
    return document.kind, document.id


def _newest_marks() -> list[Mark]:
    """The newest first: while an import is worked off, a reply of this minute is found all the same."""
    wanted = select(SearchMark.kind, SearchMark.document_id, SearchMark.stamp)
    with reading():
        marks = db.session.execute(wanted.order_by(SearchMark.at.desc()).limit(AT_ONCE)).all()
        db.session.rollback()
    return [(kind, number, stamp) for kind, number, stamp in marks]


def _all_marks() -> dict[str, "array[int]"]:
    """By kind document and stamp in turn: an import may leave a million."""
    wanted = select(SearchMark.kind, SearchMark.document_id, SearchMark.stamp)
    found: dict[str, array[int]] = defaultdict(lambda: array("q"))
    with reading():
        for kind, *mark in db.session.execute(wanted.execution_options(yield_per=AT_ONCE)):
            found[kind].extend(mark)
        db.session.rollback()
    return found


def _refresh(engine: Index, marks: list[Mark]) -> None:
    """First the index is written, then the marks go that nobody renewed meanwhile."""
    engine.update([(kind, number) for kind, number, _ in marks], _documents)
    _forget(marks)


def _forget(marks: list[Mark]) -> None:
    worked_off = delete(SearchMark).where(
        SearchMark.kind == bindparam("seen_kind"),
        SearchMark.document_id == bindparam("seen_id"),
        SearchMark.stamp == bindparam("seen_stamp"),
    )
    rows = [dict(zip(("seen_kind", "seen_id", "seen_stamp"), mark, strict=True)) for mark in marks]
    db.session.connection().execute(worked_off, rows)
    db.session.commit()


def _documents(references: Iterable[Reference]) -> list[SearchDocument]:
    found: list[SearchDocument] = []
    for kind, group in groupby(sorted(references), key=itemgetter(0)):
        source = house().slots.named(SearchSource, kind)
        if source is not None:
            found += _read(source.documents, [number for _, number in group])
    return found


def _everything(progress: Callable[[int], None]) -> Iterator[list[Reference]]:
    count = 0
    for source in sources():
        for batch in _all_of(source):
            progress(count := count + len(batch))
            yield batch


def _all_of(source: SearchSource) -> Iterator[list[Reference]]:
    after = 0
    while ids := _read(source.ids, after, AT_ONCE):
        yield [(source.kind, number) for number in ids]
        after = ids[-1]


def _read(ask: Callable[..., Iterable[T]], *about: Any) -> list[T]:
    """In a transaction of its own that takes no write lock."""
    with reading():
        found = list(ask(*about))
        db.session.rollback()
    return found
