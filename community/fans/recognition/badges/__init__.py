"""Badges: declared rules, given by a job or by hand."""

from .granting import give_due, grant, revoke
from .holding import badges_of, counts, holders, of_account
from .rules import BADGES, Badge, one

__all__ = [
    "BADGES",
    "Badge",
    "badges_of",
    "counts",
    "give_due",
    "grant",
    "holders",
    "of_account",
    "one",
    "revoke",
]
