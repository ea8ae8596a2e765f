"""Accounts and how they sign in."""

from . import past
from .accounts import (
    Brief,
    EmailTaken,
    HandleTaken,
    briefs,
    create,
    find,
    named_like,
    one,
    search,
    with_role,
)
from .actors import Person, Reader
from .counters import (
    add_unread_notifications,
    set_blocks,
    set_levels,
    set_unread_messages,
    set_unread_notifications,
    suspensions_count,
)
from .events import (
    AccountSuspended,
    AddressConfirmed,
    PasswordChanged,
    ProfileChanged,
    RoleGranted,
    RoleRevoked,
    SignedIn,
    SignedUp,
    SuspensionLifted,
)
from .handles import free_handle
from .models import Account, SignIn, Suspension
from .roles import ROLES, grant_role, of_the_team, revoke_role
from .sign_ins import begin as begin_sign_in
from .sign_ins import end_all as end_sign_ins
from .suspensions import lift_suspension, suspend, suspension_of

__all__ = [
    "ROLES",
    "Account",
    "AccountSuspended",
    "AddressConfirmed",
    "Brief",
    "EmailTaken",
    "HandleTaken",
    "PasswordChanged",
    "Person",
    "ProfileChanged",
    "Reader",
    "RoleGranted",
    "RoleRevoked",
    "SignIn",
    "SignedIn",
    "SignedUp",
    "Suspension",
    "SuspensionLifted",
    "add_unread_notifications",
    "begin_sign_in",
    "briefs",
    "create",
    "end_sign_ins",
    "find",
    "free_handle",
    "grant_role",
    "lift_suspension",
    "named_like",
    "of_the_team",
    "one",
    "past",
    "revoke_role",
    "search",
    "set_blocks",
    "set_levels",
    "set_unread_messages",
    "set_unread_notifications",
    "suspend",
    "suspension_of",
    "suspensions_count",
    "with_role",
]
