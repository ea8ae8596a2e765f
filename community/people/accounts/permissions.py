"""Who may do what with accounts."""

from typing import Any

from community.kernel.permissions import Rule, active, admin, anyone, moderator


def others_below(actor: Any, account: Any) -> bool:
    """Nobody suspends themselves, and only an administrator suspends staff."""
    return actor.id != account.id and (actor.admin or not account.staff)


PERMISSIONS = {
    "anybody": Rule(who=anyone),
    "accounts.own": Rule(who=active),
    "accounts.suspend": Rule(who=moderator, on=others_below),
    "accounts.administer": Rule(who=admin),
}
