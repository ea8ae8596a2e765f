"""What happens around gatherings."""

from dataclasses import dataclass

from community.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class GatheringAnswered(Event):
    """`answer` is yes, waiting, maybe or no."""

    thread_id: int
    answer: str


@dataclass(frozen=True, kw_only=True)
class GatheringPlaceFound(Event):
    """Somebody moved up from the waiting list; nobody did it."""

    thread_id: int
    account_id: int


@dataclass(frozen=True, kw_only=True)
class GatheringAttended(Event):
    thread_id: int


@dataclass(frozen=True, kw_only=True)
class GatheringChanged(Event):
    """Another time or another place."""

    thread_id: int


@dataclass(frozen=True, kw_only=True)
class GatheringCancelled(Event):
    thread_id: int
