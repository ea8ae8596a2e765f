"""Finding: one page over everything that rooms let be found, and the index that follows what they change."""

from .finding import Found, find
from .grammar import Asked, BadQuestion, parse
from .marking import mark, refresh_soon
from .refreshing import rebuild

__all__ = ["Asked", "BadQuestion", "Found", "find", "mark", "parse", "rebuild", "refresh_soon"]
