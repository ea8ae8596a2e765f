from community.kernel.permissions import Rule, staff

PERMISSIONS = {
    "blog.write": Rule(who=staff),
    "blog.publish": Rule(who=staff),
}
