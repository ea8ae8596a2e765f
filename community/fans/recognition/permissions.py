"""Who gives recognition by hand, and who sees the leaderboard."""

from typing import Any

from community.kernel import settings
from community.kernel.permissions import Rule, active, moderator, signed_in


def ranked(actor: Any) -> bool:
    return bool(settings.read("recognition.leaderboard"))


PERMISSIONS = {
    "recognition.own": Rule(who=signed_in),
    "recognition.leave": Rule(who=active),
    "recognition.grant": Rule(who=moderator),
    "recognition.leaderboard": Rule(who=ranked),
}
