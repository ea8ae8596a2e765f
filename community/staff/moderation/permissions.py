from typing import Any

from community.kernel.permissions import Rule, active, moderator, signed_in


def author_of_what_is_down(by: Any, decision: Any) -> bool:
    down = decision.action in ("hide", "reject") and not decision.undone_at
    return down and decision.author_id == by.id


PERMISSIONS = {
    "moderation.flag": Rule(who=active),
    "moderation.review": Rule(who=moderator),
    "moderation.suspend": Rule(who=moderator, on=lambda by, account: not account.staff or by.admin),
    "moderation.appeal": Rule(who=signed_in, on=author_of_what_is_down),
    "moderation.read_decision": Rule(who=signed_in),
}
