"""Conversations that took place before or elsewhere, kept many at once: no pace, no screening, nobody told."""

from .keeping import keep
from .shapes import PastPost, PastThread, PastVersion

__all__ = ["PastPost", "PastThread", "PastVersion", "keep"]
