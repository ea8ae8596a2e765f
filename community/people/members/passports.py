"""Note, withdraw and weigh facts: values are only added, and the best founded one wins."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import select

from community.kernel import clock, text
from community.kernel.db import db
from community.kernel.events import announce

from .events import FactDeclared, FactWithdrawn
from .models import Fact

Use = Literal["show", "segment", "export", "message"]
ALL_USES: tuple[str, ...] = ("show", "segment", "export", "message")
METHODS = ("declared", "staff", "provider", "observed", "imported", "inferred")  # the first wins
LONGEST = 2000


def note(
    member_id: int,
    field: str,
    value: str,
    *,
    method: str,
    source: str,
    identity_id: int | None = None,
    by: Any = None,
    uses: Iterable[str] = ALL_USES,
    evidence: str = "",
    confidence: float = 1.0,
    at: datetime | None = None,
    expires_at: datetime | None = None,
) -> Fact:
    """Add a fact; one that says the same from the same source only gets a newer time."""
    value, evidence = text.visible(value)[:LONGEST], text.visible(evidence)[:LONGEST]
    if method not in METHODS:
        raise ValueError(f"{method} is none of {', '.join(METHODS)}")
    noted = _same(member_id, field, value, method, source, identity_id) or Fact(
        member_id=member_id,
        field=field,
        value=value,
        method=method,
        source=source,
        identity_id=identity_id,
    )
    noted.uses = [use for use in ALL_USES if use in set(uses)]
    noted.by_id, noted.evidence, noted.confidence = (
        by.id if by else None,
        evidence,
        confidence,
    )
    noted.at, noted.expires_at = at or clock.now(), expires_at
    db.session.add(noted)
    db.session.flush()
    if method == "declared":
        announce(
            FactDeclared(by=noted.by_id, member_id=member_id, fact_id=noted.id, field=field), at=at
        )
    return noted


def withdraw(fact: Fact, by: Any) -> None:
    """It counts no more from now on; that it was known stays visible to the member."""
    if fact.withdrawn_at is None:
        fact.withdrawn_at = clock.now()
        db.session.flush()
        announce(
            FactWithdrawn(by=by.id, member_id=fact.member_id, fact_id=fact.id, field=fact.field)
        )


def facts(member_id: int, *, withdrawn: bool = False) -> list[Fact]:
    """All facts in force, those that win first; with `withdrawn` also those taken back."""
    query = select(Fact).where(Fact.member_id == member_id)
    if not withdrawn:
        query = query.where(Fact.withdrawn_at.is_(None))
    return sorted(db.session.scalars(query), key=rank)


def winners(member_id: int, viewer_use: str = "show") -> dict[str, Fact]:
    """The value of each field that may be used this way."""
    now = clock.now()
    best: dict[str, Fact] = {}
    for fact in facts(member_id):
        if viewer_use in fact.uses and (fact.expires_at is None or fact.expires_at > now):
            best.setdefault(fact.field, fact)
    return best


def rank(fact: Fact) -> tuple[str, int, float, int]:
    return (fact.field, METHODS.index(fact.method), -fact.at.timestamp(), -fact.id)


def _same(
    member_id: int, field: str, value: str, method: str, source: str, identity_id: int | None
) -> Fact | None:
    same = select(Fact).where(Fact.member_id == member_id, Fact.field == field, Fact.value == value)
    same = same.where(Fact.method == method, Fact.source == source, Fact.withdrawn_at.is_(None))
    same = same.where(
        Fact.identity_id.is_(None) if identity_id is None else Fact.identity_id == identity_id
    )
    return db.session.scalars(same.limit(1)).first()
