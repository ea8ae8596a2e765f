"""Bring in what was said elsewhere, with every row accounted for."""

from .models import ImportedPost

__all__ = ["ImportedPost"]
