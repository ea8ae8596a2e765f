"""Who may do what on a record: fans on their own."""

from community.kernel.permissions import Rule, active

PERMISSIONS = {"members.own": Rule(who=active)}
