"""What recognition announces."""

from dataclasses import dataclass

from community.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class LevelReached(Event):
    account_id: int
    level: int


@dataclass(frozen=True, kw_only=True)
class LevelLost(Event):
    """`level` is the one they have now."""

    account_id: int
    level: int


@dataclass(frozen=True, kw_only=True)
class BadgeGranted(Event):
    account_id: int
    badge: str


@dataclass(frozen=True, kw_only=True)
class BadgeRevoked(Event):
    account_id: int
    badge: str
