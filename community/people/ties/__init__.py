"""Who follows whom, and who has closed the door to whom."""

from .blocks import MOST_BLOCKS, block, blocked_by, closed_between, closed_to, unblock
from .events import PersonFollowed
from .following import LEVELS, follow, followed, followers_count, level, stop, watchers
from .refusals import TiesRefused

__all__ = [
    "LEVELS",
    "MOST_BLOCKS",
    "PersonFollowed",
    "TiesRefused",
    "block",
    "blocked_by",
    "closed_between",
    "closed_to",
    "follow",
    "followed",
    "followers_count",
    "level",
    "stop",
    "unblock",
    "watchers",
]
