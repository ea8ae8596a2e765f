from community.kernel.permissions import Rule, marketer

PERMISSIONS = {"exports.order": Rule(who=marketer)}
