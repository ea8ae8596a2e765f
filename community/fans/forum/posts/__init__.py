"""Posts: reply, edit, accept, take out of sight, and read a page of them."""

from community.fans.forum.counts import visible as in_sight

from .answers import accept, withdraw_acceptance
from .editing import edit, require_time, revision, versions
from .quoting import quoted
from .reading import PAGE, address, first_of_page, page, path, place_of, since
from .replying import one, reply, visible_to
from .selecting import VIEWS, selected
from .sight import approve, delete, hide, restore

__all__ = [
    "PAGE",
    "VIEWS",
    "accept",
    "address",
    "approve",
    "delete",
    "edit",
    "first_of_page",
    "hide",
    "in_sight",
    "one",
    "page",
    "path",
    "place_of",
    "quoted",
    "reply",
    "require_time",
    "restore",
    "revision",
    "selected",
    "since",
    "versions",
    "visible_to",
    "withdraw_acceptance",
]
