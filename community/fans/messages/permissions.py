"""Who may read and write private messages. Being staff opens no door here."""

from typing import Any

from community.kernel.permissions import Rule, active, signed_in

PERMISSIONS = {
    "messages.read": Rule(who=signed_in),
    "messages.write": Rule(who=active),
}


def takes_part(actor: Any, participant: Any) -> bool:
    return (
        participant is not None
        and participant.left_at is None
        and actor.id == participant.account_id
    )
