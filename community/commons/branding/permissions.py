from community.kernel.permissions import Rule, admin

PERMISSIONS = {"branding.change": Rule(who=admin)}
