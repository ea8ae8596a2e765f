"""Who may do what with gatherings."""

from typing import Any

from community.kernel.permissions import Rule, active, signed_in


def starter_or_moderator(actor: Any, thread: Any) -> bool:
    return actor.moderator or (actor.id is not None and thread.author_id == actor.id)


PERMISSIONS = {
    "gatherings.answer": Rule(who=active),
    "gatherings.keep": Rule(who=active, on=starter_or_moderator),
    "gatherings.own": Rule(who=signed_in),
}
