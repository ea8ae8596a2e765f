"""Who may keep bookmarks; each person sees their own alone."""

from community.kernel.permissions import Rule, signed_in

PERMISSIONS = {"bookmarks.keep": Rule(who=signed_in)}
