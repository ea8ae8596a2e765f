from community.kernel.permissions import Rule, admin

PERMISSIONS = {"admin.enter": Rule(who=admin)}
