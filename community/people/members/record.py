"""The member record as pages show it: values with their passports, identities, consents, the timeline by day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from community.kernel import clock
from community.kernel.i18n import date, moment
from community.kernel.i18n import gettext as _
from community.people import consent

from . import declaring, happenings, labels, linked, passports
from .models import Fact


@dataclass(frozen=True)
class Value:
    """One field: the fact that wins, and what else was said."""

    field: str
    label: str
    winner: Fact
    others: tuple[Fact, ...]
    passport: dict[str, Any]

    @property
    def said(self) -> str:
        return labels.value(self.field, self.winner.value)


@dataclass(frozen=True)
class Way:
    id: int
    icon: str
    name: str
    note: str
    proven: bool
    url: str


def values(member_id: int, *, own: bool = False) -> list[Value]:
    """Every field that is known, in the order of the words in `labels.FIELDS`; `own` adds where to correct it."""
    by_field: dict[str, list[Fact]] = defaultdict(list)
    for fact in passports.facts(member_id):
        if fact.expires_at is None or fact.expires_at > clock.now():
            by_field[fact.field].append(fact)
    order = {name: number for number, name in enumerate(labels.FIELDS)}
    known = sorted(by_field, key=lambda name: (order.get(name, 99), name))
    return [_value(name, by_field[name], own) for name in known]


def identities(member_id: int) -> list[Way]:
    return [_way(each) for each in linked.identities(member_id)]


def consents(member_id: int) -> list[dict[str, Any]]:
    """Each purpose with whether it is agreed to, since when and by which text."""
    in_force = consent.in_force(member_id)
    return [
        {
            "purpose": purpose,
            "entry": in_force.get(purpose.slug),
            "given": purpose.slug in in_force or not purpose.optional,
        }
        for purpose in consent.PURPOSES.values()
    ]


def days(
    member_id: int, viewer: Any, *, before_id: int | None = None, limit: int = 50
) -> tuple[list[dict[str, Any]], int | None]:
    """The timeline grouped by day, as `record.timeline` draws it, and before which id there is more."""
    happened = happenings.timeline(member_id, before_id, limit, viewer)
    grouped: dict[str, list[dict[str, Any]]] = {}
    for each in happened:
        _put(grouped.setdefault(date(each.at, "long"), []), each)
    shown = [{"day": day, "items": items} for day, items in grouped.items()]
    return shown, happened[-1].id if len(happened) == limit else None


def _put(items: list[dict[str, Any]], each: happenings.Happening) -> None:
    """One line for the same again and again."""
    last = items[-1] if items else {}
    if (last.get("text"), last.get("subject"), last.get("url")) == (
        each.sentence,
        each.subject,
        each.url,
    ):
        last["times"] += 1
        last["note"] = f"{each.subject} ×{last['times']}".strip()
        return
    items.append({"icon": each.icon, "text": each.sentence, "when": moment(each.at, "HH:mm"), "note": each.subject,
                  "subject": each.subject, "url": each.url, "times": 1})  # fmt: skip


def passport(fact: Fact, others: tuple[Fact, ...] = ()) -> dict[str, Any]:
    """Where a value comes from and what it may be used for, as `record.passport_card` draws it."""
    return {
        "source": labels.source(fact.source), "method": labels.method(fact.method), "when": _since(fact.at),
        "confidence": f"{fact.confidence:.0%}" if fact.confidence < 1 else "",
        "uses": [{"label": str(word), "allowed": use in fact.uses} for use, word in labels.USES.items()],
        "others": [{"value": other.value, "source": labels.source(other.source)} for other in others],
        "note": fact.evidence if fact.method in ("observed", "inferred", "staff") else "",
    }  # fmt: skip


def _value(name: str, known: list[Fact], own: bool) -> Value:
    winner, others = known[0], tuple(known[1:])
    card = passport(winner, others)
    if own:
        card["method"] = _("told by you") if winner.method == "declared" else card["method"]
        card["source"] = _("you") if winner.source == "fan" else card["source"]
        card["edit_url"] = declaring.OWN_PLACE.get(name) or f"/me/record/{name}"
    return Value(name, labels.field(name), winner, others, card)


def _way(identity: Any) -> Way:
    label, icon = labels.look(identity.provider)
    name = f"{label} · {identity.handle}" if identity.handle else label
    return Way(
        identity.id,
        icon,
        name,
        _since(identity.created_at),
        identity.verified_at is not None,
        identity.profile_url,
    )


def _since(at: datetime) -> str:
    return date(at, "long")
