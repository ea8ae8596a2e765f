"""The sentences that repeat on a page, translated once per language."""

from functools import cache
from typing import Any

from community.fans.forum import offering
from community.kernel.i18n import gettext as _
from community.kernel.i18n import language


def words() -> dict[str, Any]:
    return _in(language())


@cache
def _in(code: str) -> dict[str, Any]:
    """`code` is the language in force; it only names the shelf."""
    return {
        "language": code,
        "pinned": _("Pinned"),
        "closed": _("Closed"),
        "solved": _("Solved"),
        "replies": _("replies"),
        "new": _("new"),
        "new_posts": _("New since you were here"),
        "accepted": _("Accepted answer"),
        "answered": _("Answered by"),
        "read_whole": _("Read the whole answer"),
        "edited": _("edited"),
        "held": _("Waits for approval; only you and the team see it"),
        "hidden": _("This post was hidden by the team."),
        "deleted": _("This post was deleted."),
        "blocked": _("Written by somebody you blocked"),
        "show": _("Show what it said"),
        "reply": _("Reply"),
        "more": _("More"),
        "link": _("Link to this post"),
        "accept": _("This answers it"),
        "unaccept": _("Not the answer"),
        "nobody": _("Former member"),
        "origin": _("First said at %(place)s"),
        "origin_licensed": _("First said at %(place)s, under %(licence)s"),
        "kinds": offering.marks(),
        "reactions": {
            "like": _("Like"),
            "thanks": _("Thanks"),
            "funny": _("Funny"),
            "insightful": _("Insightful"),
        },
    }
