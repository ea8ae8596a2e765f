"""Who may give and withdraw: members, for themselves."""

from community.kernel.permissions import Rule, active

PERMISSIONS = {"consent.own": Rule(who=active)}
