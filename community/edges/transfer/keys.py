"""Which things of a source are here already, and under which number."""

import hashlib
from collections.abc import Iterable, Mapping

from sqlalchemy import func, insert, select, tuple_, update

from community.kernel import clock
from community.kernel.db import db, insert_or_ignore, table_of

from .models import ImportedKey, ImportSource

AT_ONCE = 400


def source_id(kind: str, site: str) -> int:
    insert_or_ignore(ImportSource, kind=kind, site=site, created_at=clock.now())
    found = select(ImportSource.id).where(ImportSource.kind == kind, ImportSource.site == site)
    return db.session.scalars(found).one()


def known(source: int, kind: str, names: Iterable[str]) -> dict[str, int | None]:
    """Name there -> number here; None for what was erased here and must not come back."""
    wanted = list(dict.fromkeys(names))
    found: dict[str, int | None] = {}
    for start in range(0, len(wanted), AT_ONCE):
        found |= _known(source, kind, wanted[start : start + AT_ONCE])
    return found


def last_until(source: int, kind: str, number: int) -> int:
    """The number here of the newest that is here of those up to that number there; 0 if none is."""
    length, there = func.length(ImportedKey.external_id), ImportedKey.external_id
    query = select(ImportedKey.our_id).where(
        ImportedKey.source_id == source,
        ImportedKey.kind == kind,
        ImportedKey.our_id.is_not(None),
        tuple_(length, there) <= (len(str(number)), str(number)),
    )
    return db.session.scalar(query.order_by(length.desc(), there.desc()).limit(1)) or 0


def keep(source: int, kind: str, numbers: Mapping[str, int | None]) -> None:
    rows = [
        {"source_id": source, "kind": kind, "external_id": name, "our_id": number}
        for name, number in numbers.items()
    ]
    if rows:
        db.session.execute(insert(table_of(ImportedKey)), rows)


def names_of(kind: str, numbers: Iterable[int]) -> list[str]:
    query = select(ImportedKey.external_id).where(ImportedKey.kind == kind)
    return list(db.session.scalars(query.where(ImportedKey.our_id.in_(list(numbers)))))


def erase(kind: str, numbers: Iterable[int]) -> None:
    """Forget who they were there, but not that they must not come back."""
    for name in names_of(kind, numbers):
        mine = update(ImportedKey).where(ImportedKey.kind == kind, ImportedKey.external_id == name)
        db.session.execute(
            mine.where(ImportedKey.our_id.in_(list(numbers))).values(
                external_id=hashed(name), our_id=None
            )
        )


def hashed(name: str) -> str:
    return "erased:" + hashlib.sha256(name.encode()).hexdigest()


def _known(source: int, kind: str, names: list[str]) -> dict[str, int | None]:
    asked = {name: name for name in names} | {
        hashed(name): name for name in names if kind in ("user", "author")
    }
    query = select(ImportedKey.external_id, ImportedKey.our_id).where(
        ImportedKey.source_id == source,
        ImportedKey.kind == kind,
        ImportedKey.external_id.in_(asked),
    )
    return {asked[row.external_id]: row.our_id for row in db.session.execute(query)}
