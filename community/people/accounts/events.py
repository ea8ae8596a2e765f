"""What happens to accounts."""

from dataclasses import dataclass

from community.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class SignedUp(Event):
    account_id: int


@dataclass(frozen=True, kw_only=True)
class SignedIn(Event):
    account_id: int
    provider: str


@dataclass(frozen=True, kw_only=True)
class AddressConfirmed(Event):
    account_id: int


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Event):
    account_id: int


@dataclass(frozen=True, kw_only=True)
class ProfileChanged(Event):
    account_id: int


@dataclass(frozen=True, kw_only=True)
class RoleGranted(Event):
    account_id: int
    role: str


@dataclass(frozen=True, kw_only=True)
class RoleRevoked(Event):
    account_id: int
    role: str


@dataclass(frozen=True, kw_only=True)
class AccountSuspended(Event):
    account_id: int
    suspension_id: int


@dataclass(frozen=True, kw_only=True)
class SuspensionLifted(Event):
    account_id: int
