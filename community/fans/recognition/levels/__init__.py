"""Levels 0 to 4: what one may do, and what leads to the next."""

from .by_hand import free, held, put
from .criteria import CRITERIA, NAMES, Criterion, name_of, needed
from .granting import bring_up_to_date
from .standing import Line, Standing, changes, standing_of, tell_past
from .strikes import note_strike, withdraw_strike

__all__ = [
    "CRITERIA",
    "NAMES",
    "Criterion",
    "Line",
    "Standing",
    "bring_up_to_date",
    "changes",
    "free",
    "held",
    "name_of",
    "needed",
    "note_strike",
    "put",
    "standing_of",
    "tell_past",
    "withdraw_strike",
]
