"""Stack Exchange dumps: staged table by table, then told in the order of time."""

from .bringing import Outcome, bring

__all__ = ["Outcome", "bring"]
