"""What happens to a member record."""

from dataclasses import dataclass

from community.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class MemberCreated(Event):
    pass


@dataclass(frozen=True, kw_only=True)
class FactDeclared(Event):
    """The fan said something about themselves, or corrected it."""

    fact_id: int
    field: str


@dataclass(frozen=True, kw_only=True)
class FactWithdrawn(Event):
    fact_id: int
    field: str


@dataclass(frozen=True, kw_only=True)
class IdentityLinked(Event):
    identity_id: int
    provider: str


@dataclass(frozen=True, kw_only=True)
class IdentityUnlinked(Event):
    provider: str
