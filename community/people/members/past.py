"""People whom an import brings, many at once: a member, an identity that only tells, and facts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import insert

from community.kernel import clock
from community.kernel.db import db, table_of
from community.kernel.events import note_past

from .events import MemberCreated
from .models import Fact, Identity, Member
from .passports import LONGEST
from .policies import CAREFUL


@dataclass(kw_only=True, eq=False)
class Known:
    """Somebody as another place knows them; without `subject` it only knows a name. `facts` by field.

    `member_id` is set once they are kept.
    """

    name: str
    since: datetime
    provider: str
    issuer: str
    subject: str = ""
    profile_url: str = ""
    language: str | None = None
    facts: dict[str, str] = field(default_factory=dict)
    member_id: int | None = None


def bring(people: Sequence[Known]) -> None:
    """They count as arrived by import until they come themselves.

    Nobody can sign in by such an identity, and what it tells may only be shown to the team and form groups.
    """
    if not people:
        return
    _add_members(people)
    identity_ids = _add_identities([each for each in people if each.subject])
    rows = [row for each in people for row in _facts(each, identity_ids.get(each.member_id))]
    if rows:
        db.session.execute(insert(table_of(Fact)), rows)
    note_past((MemberCreated(member_id=each.member_id), each.since) for each in people)


def _add_members(people: Sequence[Known]) -> None:
    table = table_of(Member)
    adding = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    rows = [
        {
            "name": each.name,
            "language": each.language,
            "created_at": each.since,
            "activity": "silent",
            "first_network": "import",
            "last_network": "import",
        }
        for each in people
    ]
    for each, member_id in zip(people, db.session.scalars(adding, rows), strict=True):
        each.member_id = member_id


def _add_identities(people: Sequence[Known]) -> dict[int | None, int]:
    """By member."""
    if not people:
        return {}
    table = table_of(Identity)
    adding = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    rows = [
        {
            "member_id": each.member_id, "provider": each.provider, "issuer": each.issuer, "subject": each.subject,
            "handle": each.name[:200], "profile_url": each.profile_url[:500], "created_at": clock.now(),
        }
        for each in people
    ]  # fmt: skip
    ids = db.session.scalars(adding, rows)
    return {each.member_id: identity_id for each, identity_id in zip(people, ids, strict=True)}


def _facts(person: Known, identity_id: int | None) -> list[dict[str, Any]]:
    return [
        {
            "member_id": person.member_id, "identity_id": identity_id, "field": field, "value": value[:LONGEST],
            "method": "imported", "source": f"import:{person.provider}", "uses": list(CAREFUL), "at": clock.now(),
            "evidence": person.issuer, "confidence": 1.0,
        }
        for field, value in person.facts.items()
        if value
    ]  # fmt: skip
