"""Threads: start, find, list, close, pin, move, and take out of sight."""

from .finding import Visible, address, listed_for, one, open_to, seen_by, visible_to
from .keeping import (
    LONGEST_REASON,
    close,
    move,
    pin,
    reopen,
    touch,
    touch_all_of,
    touch_page,
    unpin,
)
from .lists import (
    PERIODS,
    following,
    latest,
    listed_by,
    new,
    newest_articles,
    statement,
    tagged,
    top,
    unanswered,
    unread,
)
from .opening import glance, shown, standing
from .outward import addresses, html_of_openings, opening_posts
from .sight import hide, restore, reveal
from .slices import TOP, Place, Slice
from .starting import rename, start
from .waiting import MOST_COUNTED, Waiting, waiting, waiting_since

__all__ = [
    "LONGEST_REASON",
    "MOST_COUNTED",
    "PERIODS",
    "TOP",
    "Place",
    "Slice",
    "Visible",
    "Waiting",
    "address",
    "addresses",
    "close",
    "following",
    "glance",
    "hide",
    "html_of_openings",
    "latest",
    "listed_by",
    "listed_for",
    "move",
    "new",
    "newest_articles",
    "one",
    "open_to",
    "opening_posts",
    "pin",
    "rename",
    "reopen",
    "restore",
    "reveal",
    "seen_by",
    "shown",
    "standing",
    "start",
    "statement",
    "tagged",
    "top",
    "touch",
    "touch_all_of",
    "touch_page",
    "unanswered",
    "unpin",
    "unread",
    "visible_to",
    "waiting",
    "waiting_since",
]
