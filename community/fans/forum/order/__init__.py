"""Put whole conversations in order: bring two together, or take posts out into their own."""

from .merging import merge
from .parting import LONGEST_CHOICE, part
from .places import gone_to

__all__ = ["LONGEST_CHOICE", "gone_to", "merge", "part"]
