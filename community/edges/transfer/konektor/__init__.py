"""The community's own complete export, and bringing it into another installation."""

from .bringing import bring
from .giving import give

__all__ = ["bring", "give"]
