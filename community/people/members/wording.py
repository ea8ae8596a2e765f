"""How a timeline tells this room's events, and those of the consent room beneath it."""

from typing import Any

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.slots import TimelineSentence
from community.people import consent

from . import labels


def _purposes(details: list[dict[str, Any]], viewer: Any) -> list[tuple[str, str] | None]:
    return [
        (str(consent.PURPOSES[each["purpose"]].title), "")
        if each["purpose"] in consent.PURPOSES
        else None
        for each in details
    ]


def _fields(details: list[dict[str, Any]], viewer: Any) -> list[tuple[str, str] | None]:
    return [(labels.field(each["field"]), "") for each in details]


def _providers(details: list[dict[str, Any]], viewer: Any) -> list[tuple[str, str] | None]:
    return [(labels.look(each["provider"])[0], "") for each in details]


WORDING = [
    TimelineSentence("MemberCreated", _l("Became known to us"), "user-plus"),
    TimelineSentence("FactDeclared", _l("Told us:"), "edit", _fields),
    TimelineSentence("FactWithdrawn", _l("Withdrew a value:"), "undo", _fields),
    TimelineSentence("IdentityLinked", _l("Linked for signing in:"), "plug", _providers),
    TimelineSentence("IdentityUnlinked", _l("Unlinked:"), "user-minus", _providers),
    TimelineSentence("ConsentGiven", _l("Agreed to:"), "check", _purposes),
    TimelineSentence("ConsentWithdrawn", _l("Withdrew consent to:"), "x", _purposes),
]
