"""Rows of an export, five hundred members at a time, with what their sources forbid left out and counted."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, select

from community.kernel import clock
from community.kernel.db import db
from community.marketing.exports.columns import COLUMNS
from community.people import consent, members
from community.people.accounts import Account
from community.people.members import Fact, Member, labels

BATCH = 500


class HeldBack:
    """Counts the values that exist but may not leave, by column and source."""

    def __init__(self) -> None:
        self._values: dict[str, Counter[str]] = defaultdict(Counter)

    def note(self, column: str, source: str) -> None:
        self._values[column][labels.source(source)] += 1

    def told(self) -> dict[str, Any]:
        return {
            column: {"values": sum(sources.values()), "sources": sorted(sources)}
            for column, sources in self._values.items()
        }


def batches(query: Select[Member]) -> Iterator[list[Member]]:
    last = 0
    while batch := list(
        db.session.scalars(query.where(Member.id > last).order_by(Member.id).limit(BATCH))
    ):
        yield batch
        last = batch[-1].id


def of(batch: list[Member], columns: list[str], held_back: HeldBack) -> Iterator[dict[str, Any]]:
    ids = [member.id for member in batch]
    facts, handles, given = _facts(ids), _handles(ids), _consents(ids)
    for member in batch:
        known = facts.get(member.id, {})
        yield {name: _cell(name, member, known, handles, given, held_back) for name in columns}


def _cell(
    name: str,
    member: Member,
    known: dict[str, list[Fact]],
    handles: dict[int, str],
    given: dict[int, list[str]],
    held_back: HeldBack,
) -> Any:
    column = COLUMNS[name]
    if column.of_member:
        return column.of_member(member)
    if column.fact:
        return _exportable(name, known.get(column.fact, []), held_back)
    return handles.get(member.id, "") if name == "handle" else ", ".join(given.get(member.id, []))


def _exportable(column: str, told: list[Fact], held_back: HeldBack) -> str:
    """The best fact whose source allows it to leave; a better one that may not is counted as held back."""
    for fact in told:
        if "export" in fact.uses:
            return fact.value
    if told:
        held_back.note(column, told[0].source)
    return ""


def _facts(ids: list[int]) -> dict[int, dict[str, list[Fact]]]:
    found: dict[int, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    now = clock.now()
    query = select(Fact).where(Fact.member_id.in_(ids), Fact.withdrawn_at.is_(None))
    for fact in sorted(db.session.scalars(query), key=members.rank):
        if fact.expires_at is None or fact.expires_at > now:
            found[fact.member_id][fact.field].append(fact)
    return found


def _handles(ids: list[int]) -> dict[int, str]:
    query = (
        select(Account.member_id, Account.handle)
        .where(Account.member_id.in_(ids))
        .order_by(Account.id.desc())
    )
    return {row.member_id: row.handle for row in db.session.execute(query)}


def _consents(ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for slug, purpose in consent.PURPOSES.items():
        if purpose.optional:
            for member_id in db.session.scalars(consent.holders(slug)):
                if member_id in ids:
                    found[member_id].append(slug)
    return found
