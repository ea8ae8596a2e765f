"""How a field is shown to the person it is about: its name, its value, why it is asked, what it may be used for."""

from dataclasses import dataclass
from typing import Any

from community.kernel.i18n import lazy_gettext as _l
from community.people import members

from .profiles import Profile
from .schema import Provider

REASONS: dict[str, Any] = {
    "name": _l("So that others can call you by it."),
    "handle": _l("So that people who know you there find you here."),
    "email": _l("To find your account again and to write to you. Nobody else sees it."),
    "picture": _l("To put a face beside what you write."),
    "profile": _l("To link to you there."),
    "place": _l("To show gatherings and people near you."),
    "language": _l("To write to you in your language."),
    "website": _l("To link to it from your profile."),
    "about": _l("To introduce you on your profile."),
    "birthday": _l("To congratulate you."),
    "gender": _l("To address you as you like."),
}
USES: dict[str, Any] = {
    "show": _l("shown here"),
    "segment": _l("used to sort"),
    "export": _l("exported"),
    "message": _l("used to write to you"),
}


@dataclass(frozen=True)
class Shown:
    name: str
    label: Any
    value: str
    reason: Any
    uses: tuple[Any, ...]
    required: bool
    unproved: bool


def shown(provider: Provider, profile: Profile) -> list[Shown]:
    """What arrived, in the table's order."""
    return [
        _shown(provider, profile, name, value)
        for name in provider.fields
        if (value := profile.values.get(name))
    ]


def _shown(provider: Provider, profile: Profile, name: str, value: str) -> Shown:
    declared = provider.fields[name]  # type: ignore[index]
    return Shown(
        name, members.labels.field(name), members.labels.value(name, value), declared.why or REASONS[name], tuple(USES[use] for use in declared.uses), declared.required,
        name == "email" and not profile.email_verified,
    )  # fmt: skip
