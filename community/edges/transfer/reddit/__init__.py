"""Submissions and comments as Reddit's API gives them."""

from .bringing import bring

__all__ = ["bring"]
