"""What all talk from elsewhere has in common: somebody said something, then, perhaps in answer to something."""

from .bringing import Place, bring
from .said import Said, Unsaid

__all__ = ["Place", "Said", "Unsaid", "bring"]
