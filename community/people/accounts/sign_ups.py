"""Join with an e-mail address and a password."""

from collections.abc import Iterable
from contextlib import suppress

from community.kernel.db import db
from community.people import consent

from . import accounts, addresses, handles, letters, passwords, tickets
from .models import Account


class _Undone(Exception):
    """Takes back what was written only to pass the same time."""


def acceptable(email: str, password: str, handle: str) -> tuple[str, str]:
    """Address and handle as they will be kept; raises Invalid. Whether the address is taken is not asked."""
    email, handle = addresses.tidy(email), handles.open_to_all(handle)
    passwords.check(password, handle=handle, email=email)
    return email, handle


def sign_up(
    email: str,
    password: str,
    handle: str,
    *,
    name: str = "",
    language: str | None = None,
    purposes: Iterable[str] = (),
    goes_to: str = "/",
) -> Account | None:
    """The new account, or None when the address has one: its owner is told by mail, the visitor is not.

    Both cases do the same work, so nobody learns by the clock who is here.
    """
    email, handle = acceptable(email, password, handle)
    owner = accounts.find(email=email)
    if owner is None:
        return _join(email, password, handle, name, language, purposes, goes_to)
    with suppress(_Undone), db.session.begin_nested():
        _join(f"nobody.{email}"[-200:], password, handle, name, language, purposes, goes_to)
        raise _Undone
    letters.already_here(email, owner.language)
    return None


def _join(
    email: str,
    password: str,
    handle: str,
    name: str,
    language: str | None,
    purposes: Iterable[str],
    goes_to: str,
) -> Account:
    account = accounts.create(
        handle, name or handle, email=email, password=password, language=language
    )
    agree(account.member_id, purposes, "/sign-up")
    letters.confirm(email, tickets.issue(account, "confirm", email, goes_to=goes_to), language)
    return account


def agree(member_id: int, purposes: Iterable[str], source: str) -> None:
    """What the contract needs, and what was ticked."""
    for purpose in consent.PURPOSES.values():
        if not purpose.optional or purpose.slug in set(purposes):
            consent.give(member_id, purpose.slug, source)
