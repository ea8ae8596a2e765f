"""What the pages show of members: plain values, with each fact's passport."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import select

from community.commons import links
from community.fans.forum import authors
from community.kernel.db import db
from community.kernel.i18n import date, moment
from community.kernel.i18n import gettext as _
from community.kernel.permissions import require
from community.kernel.room import house
from community.kernel.slots import MemberPanel
from community.marketing.records.audiences import ACTIVITIES
from community.people import accounts, consent, members
from community.people.accounts import Account
from community.people.members import Fact, Member, labels


def rows(found: Sequence[Member]) -> list[dict[str, Any]]:
    """One row per member, with the first of their accounts."""
    ids = [member.id for member in found]
    held = (
        select(Account.member_id, Account.id)
        .where(Account.member_id.in_(ids))
        .order_by(Account.id.desc())
    )
    account_of = {row.member_id: row.id for row in db.session.execute(held)}
    briefs = accounts.briefs(account_of.values())
    return [
        {"member": member, "account": briefs.get(account_of.get(member.id, 0)),
         "network": links.network_label(member.first_network), "activity": ACTIVITIES[member.activity]}
        for member in found
    ]  # fmt: skip


def record(member_id: int, *, by: Any, before_id: int | None = None) -> dict[str, Any]:
    """Everything known of one member, as far as it may be shown to staff."""
    require(by, "records.read")
    member = members.one(member_id)
    account_ids = list(db.session.scalars(select(Account.id).where(Account.member_id == member_id)))
    happened = members.timeline(member_id, before_id=before_id, viewer=by)
    return {
        "member": member,
        "people": list(accounts.briefs(account_ids).values()),
        "identities": members.identities(member_id),
        "facts": _facts(member_id),
        "purposes": _consents(member_id),
        "days": _days(happened),
        "older": f"/marketing/members/{member_id}?before={happened[-1].id}"
        if len(happened) == 50
        else "",
        "touches": links.of_member(member_id),
        "boards": authors.boards_of(account_ids, by),
        "activity": ACTIVITIES[member.activity],
        "panels": _panels(member_id, by),
        "network_label": links.network_label,
    }


def _facts(member_id: int) -> list[dict[str, Any]]:
    """Each field's winner that may be shown, with its passport and what others say."""
    shown, told = members.winners(member_id), members.facts(member_id)
    return [
        {
            "name": labels.field(field),
            "value": labels.value(field, fact.value),
            "passport": passport(
                fact, [each for each in told if each.field == field and each is not fact]
            ),
        }
        for field, fact in sorted(shown.items(), key=lambda pair: labels.field(pair[0]))
    ]


def passport(fact: Fact, others: list[Fact]) -> dict[str, Any]:
    return {
        "source": labels.source(fact.source),
        "method": labels.method(fact.method),
        "when": date(fact.at),
        "confidence": ""
        if fact.confidence >= 1
        else _("about %(share)s %% sure", share=round(fact.confidence * 100)),
        "uses": [
            {"label": labels.use(use), "allowed": use in fact.uses} for use in members.ALL_USES
        ],
        "others": [
            {"value": each.value, "source": labels.source(each.source)}
            for each in others
            if "show" in each.uses
        ],
        "note": fact.evidence,
    }


def _consents(member_id: int) -> list[dict[str, Any]]:
    given = consent.in_force(member_id)
    return [
        {"purpose": purpose, "entry": given.get(slug)} for slug, purpose in consent.PURPOSES.items()
    ]


def _days(happened: list[Any]) -> list[dict[str, Any]]:
    return [
        {"day": date(at_noon, "full"), "items": [
            {"icon": each.icon, "text": each.sentence, "note": each.subject, "url": each.url, "when": moment(each.at, "HH:mm")} for each in group
        ]}
        for at_noon, group in groupby(happened, key=lambda each: each.at.replace(hour=12, minute=0, second=0, microsecond=0))
    ]  # fmt: skip


def _panels(member_id: int, by: Any) -> list[dict[str, Any]]:
    loaded = [(panel, panel.load(member_id, by)) for panel in house().slots.of(MemberPanel)]
    return [
        {"panel": panel, "content": content} for panel, content in loaded if content is not None
    ]
