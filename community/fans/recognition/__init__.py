"""Levels, badges and points: what people earn here, and why."""

from . import badges, helpful, levels, seasons
from .events import BadgeGranted, BadgeRevoked, LevelLost, LevelReached
from .models import BadgeGrant, Helpfulness

__all__ = [
    "BadgeGrant",
    "BadgeGranted",
    "BadgeRevoked",
    "Helpfulness",
    "LevelLost",
    "LevelReached",
    "badges",
    "helpful",
    "levels",
    "seasons",
]
