from community.kernel.permissions import Rule, marketer

PERMISSIONS = {"links.create": Rule(who=marketer)}
