"""What a member allows us to do with what we know, purpose by purpose."""

from .events import ConsentGiven, ConsentWithdrawn
from .ledger import NotWithdrawable, give, history, holders, in_force, withdraw
from .models import ConsentEntry
from .purposes import PURPOSES, Purpose, UnknownPurpose

__all__ = [
    "PURPOSES",
    "ConsentEntry",
    "ConsentGiven",
    "ConsentWithdrawn",
    "NotWithdrawable",
    "Purpose",
    "UnknownPurpose",
    "give",
    "history",
    "holders",
    "in_force",
    "withdraw",
]
