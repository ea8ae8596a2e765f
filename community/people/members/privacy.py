"""What this room holds of a person, for access and erasure."""

from typing import Any

from sqlalchemy import delete, update

from community.kernel.db import db
from community.kernel.slots import Privacy

from . import linked, passports, people
from .models import Fact, Identity, Member

COLUMNS = (
    "members.id", "members.merged_into_id", "identities.member_id", "identities.account_id",
    "facts.member_id", "facts.identity_id", "facts.by_id",
)  # fmt: skip


def access(account_ids: list[int], member_id: int) -> dict[str, Any]:
    member = people.one(member_id)
    return {
        "member": {
            "name": member.name, "language": member.language, "since": member.created_at.isoformat(),
            "came_from": member.first_network, "campaign": member.first_campaign, "activity": member.activity,
        },
        "identities": [_identity(each) for each in linked.identities(member_id)],
        "facts": [_fact(each) for each in passports.facts(member_id, withdrawn=True)],
    }  # fmt: skip


def erase(account_ids: list[int], member_id: int) -> None:
    db.session.execute(delete(Fact).where(Fact.member_id == member_id))
    db.session.execute(delete(Identity).where(Identity.member_id == member_id))
    db.session.execute(update(Fact).where(Fact.by_id.in_(account_ids)).values(by_id=None))
    nothing = dict.fromkeys(
        ("language", "first_network", "first_campaign", "last_network", "last_campaign")
    )
    db.session.execute(update(Member).where(Member.id == member_id).values(name="", **nothing))


def _identity(each: Identity) -> dict[str, Any]:
    return {
        "provider": each.provider, "issuer": each.issuer, "subject": each.subject, "handle": each.handle,
        "profile": each.profile_url, "linked": each.created_at.isoformat(),
    }  # fmt: skip


def _fact(each: Fact) -> dict[str, Any]:
    return {
        "field": each.field, "value": each.value, "method": each.method, "source": each.source, "at": each.at.isoformat(),
        "uses": each.uses, "evidence": each.evidence, "withdrawn": each.withdrawn_at.isoformat() if each.withdrawn_at else None,
    }  # fmt: skip


PRIVACY = Privacy("members", COLUMNS, access, erase)
