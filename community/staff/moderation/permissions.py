from community.kernel.permissions import Rule, active, moderator, signed_in

PERMISSIONS = {
    "moderation.flag": Rule(who=active),
    "moderation.review": Rule(who=moderator),
    "moderation.suspend": Rule(who=moderator, on=lambda by, account: not account.staff or by.admin),
    "moderation.read_decision": Rule(who=signed_in),
}
