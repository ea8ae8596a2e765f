from community.kernel.permissions import Rule, marketer

PERMISSIONS = {"insights.read": Rule(who=marketer)}
