"""One changes one's own page; following and blocking are ruled where they are kept."""

from community.kernel.permissions import Rule, active, signed_in

PERMISSIONS = {
    "profiles.read_own": Rule(who=signed_in),
    "profiles.change_own": Rule(who=active),
}
