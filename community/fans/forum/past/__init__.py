"""Conversations that took place before or elsewhere, kept many at once: no pace, no screening, nobody told."""

from .keeping import keep
from .reading import have_read
from .shapes import PastPost, PastThread, PastVersion
from .telling import news

__all__ = ["PastPost", "PastThread", "PastVersion", "have_read", "keep", "news"]
