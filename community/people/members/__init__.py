"""The member record: who a human being is to the brand, and how we know."""

from . import labels, past, record
from .arrivals import note_arrival, note_contribution, note_past_contributions
from .declaring import keep_declared
from .events import FactDeclared, FactWithdrawn, IdentityLinked, IdentityUnlinked, MemberCreated
from .happenings import Happening, timeline
from .linked import (
    IdentityTaken,
    add_identity,
    identities,
    identity_of,
    remove_identity,
    touch_identity,
)
from .models import Fact, Identity, Member
from .passports import ALL_USES, METHODS, Use, facts, note, rank, winners, withdraw
from .people import create, one, rename
from .policies import uses_of

__all__ = [
    "ALL_USES",
    "METHODS",
    "Fact",
    "FactDeclared",
    "FactWithdrawn",
    "Happening",
    "Identity",
    "IdentityLinked",
    "IdentityTaken",
    "IdentityUnlinked",
    "Member",
    "MemberCreated",
    "Use",
    "add_identity",
    "create",
    "facts",
    "identities",
    "identity_of",
    "keep_declared",
    "labels",
    "note",
    "note_arrival",
    "note_contribution",
    "note_past_contributions",
    "one",
    "past",
    "rank",
    "record",
    "remove_identity",
    "rename",
    "timeline",
    "touch_identity",
    "uses_of",
    "winners",
    "withdraw",
]
