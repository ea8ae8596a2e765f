from community.kernel.permissions import Rule, anyone, signed_in

PERMISSIONS = {
    "notifications.read": Rule(who=signed_in),
    "notifications.stop_mails": Rule(who=anyone),  # the link is signed
}
