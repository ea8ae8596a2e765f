"""How a timeline tells this room's events."""

from typing import Any

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.slots import TimelineSentence
from community.people import members


def _providers(details: list[dict[str, Any]], viewer: Any) -> list[tuple[str, str] | None]:
    return [
        None if each["provider"] == "password" else (members.labels.look(each["provider"])[0], "")
        for each in details
    ]


def _roles(details: list[dict[str, Any]], viewer: Any) -> list[tuple[str, str] | None]:
    return [(str(each["role"]), "") for each in details]


WORDING = [
    TimelineSentence("SignedUp", _l("Joined the community"), "user-plus"),
    TimelineSentence("SignedIn", _l("Signed in"), "log-in", _providers),
    TimelineSentence("AddressConfirmed", _l("Confirmed the e-mail address"), "verified"),
    TimelineSentence("PasswordChanged", _l("Changed the password"), "lock"),
    TimelineSentence("ProfileChanged", _l("Changed the profile"), "user"),
    TimelineSentence("RoleGranted", _l("Was given a role"), "shield", _roles),
    TimelineSentence("RoleRevoked", _l("Lost a role"), "shield", _roles),
    TimelineSentence("AccountSuspended", _l("Was suspended"), "ban"),
    TimelineSentence("SuspensionLifted", _l("May come back"), "unlock"),
]
