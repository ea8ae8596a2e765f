"""What happens in moderation."""

from dataclasses import dataclass

from community.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class Flagged(Event):
    kind: str
    subject_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class Decided(Event):
    decision_id: int
    action: str


@dataclass(frozen=True, kw_only=True)
class DecisionUndone(Event):
    decision_id: int


@dataclass(frozen=True, kw_only=True)
class Appealed(Event):
    decision_id: int
