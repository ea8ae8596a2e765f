from community.kernel.permissions import Rule, marketer

PERMISSIONS = {"records.read": Rule(who=marketer)}
