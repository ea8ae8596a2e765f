"""Threads: start, find, list, close, pin, move, and take out of sight."""

from .finding import Visible, address, listed_for, one, open_to, visible_to
from .keeping import close, move, pin, reopen, touch, unpin
from .lists import PERIODS, following, latest, new, tagged, top, unanswered, unread
from .sight import hide, restore
from .slices import TOP, Place, Slice
from .starting import KINDS, rename, start

__all__ = [
    "KINDS",
    "PERIODS",
    "TOP",
    "Place",
    "Slice",
    "Visible",
    "address",
    "close",
    "following",
    "hide",
    "latest",
    "listed_for",
    "move",
    "new",
    "one",
    "open_to",
    "pin",
    "rename",
    "reopen",
    "restore",
    "start",
    "tagged",
    "top",
    "touch",
    "unanswered",
    "unpin",
    "unread",
    "visible_to",
]
