"""Accounts and how they sign in."""

from .accounts import Brief, EmailTaken, HandleTaken, briefs, create, find, one, with_role
from .actors import Person, Reader
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
from .roles import ROLES, grant_role, revoke_role
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
    "begin_sign_in",
    "briefs",
    "create",
    "end_sign_ins",
    "find",
    "free_handle",
    "grant_role",
    "lift_suspension",
    "one",
    "revoke_role",
    "suspend",
    "suspension_of",
    "with_role",
]
