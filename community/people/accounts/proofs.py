"""Prove an address by a mailed link: confirm it, choose a new password with it, move to it."""

from typing import Any

from community.kernel import clock
from community.kernel.db import db
from community.kernel.events import announce
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Invalid
from community.people import members

from . import accounts, addresses, letters, passwords, sign_ins, tickets
from .events import AddressConfirmed, PasswordChanged, SignedUp
from .models import Account


class WrongPassword(Invalid):
    sentence = _l("This is not your current password.")


def send_confirmation(account: Account, *, goes_to: str = "/") -> None:
    if account.email and not account.confirmed:
        letters.confirm(
            account.email,
            tickets.issue(account, "confirm", account.email, goes_to=goes_to),
            account.language,
        )


def confirm(secret: Any) -> tuple[Account, str]:
    """The account whose address this link proves, and where its owner wanted to go."""
    ticket = tickets.redeem(secret, "confirm")
    account = accounts.one(ticket.account_id)
    if account.email != ticket.email:
        raise tickets.LinkSpent()
    mark_confirmed(account)
    return account, ticket.goes_to


def mark_confirmed(account: Account) -> None:
    if not account.confirmed:
        account.email_confirmed_at = clock.now()
        announce(
            AddressConfirmed(by=account.id, member_id=account.member_id, account_id=account.id)
        )


def mail_reset(email: str) -> None:
    """Only to the address as the account keeps it, never as it was typed.

    Who has written elsewhere, and whose address came along, claims the account with it.
    """
    account = accounts.find(email=email)
    if account and account.email and not account.erased_at:
        letters.reset(
            account.email, tickets.issue(account, "reset", account.email), account.language
        )


def reset_password(secret: Any, password: str) -> Account:
    """A new password by a mailed link. Every session ends; an address proved only now takes all older ways in with it."""
    account = accounts.one(tickets.valid(secret, "reset").account_id)
    passwords.check(password, handle=account.handle, email=account.email or "")
    ticket = tickets.redeem(secret, "reset")
    if account.email != ticket.email:
        raise tickets.LinkSpent()
    if not account.confirmed:
        drop_ways_in(account)
    mark_confirmed(account)
    _claim(account)
    _set_password(account, password)
    sign_ins.end_all(account.id)
    return account


def _claim(account: Account) -> None:
    if not account.claimed:
        account.claimed = True
        announce(SignedUp(by=account.id, member_id=account.member_id, account_id=account.id))


def change_password(
    account: Account, current: str | None, password: str, *, keep: int | None
) -> None:
    """Every other session ends."""
    require_password(account, current)
    passwords.check(password, handle=account.handle, email=account.email or "")
    _set_password(account, password)
    sign_ins.end_all(account.id, but=keep)


def require_password(account: Account, current: str | None) -> None:
    if account.password_hash and not passwords.fits(current or "", account.password_hash):
        raise WrongPassword(fields={"current": WrongPassword.sentence})


def ask_email_change(account: Account, email: str, current: str | None) -> None:
    """The new address gets a link; whether it belongs to somebody else is told to nobody but them."""
    require_password(account, current)
    email = addresses.tidy(email)
    owner = accounts.find(email=email)
    if owner and owner.id != account.id:
        letters.already_here(email, owner.language)
    else:
        letters.change_email(email, tickets.issue(account, "change-email", email), account.language)


def change_email(secret: Any) -> Account:
    ticket = tickets.redeem(secret, "change-email")
    account = accounts.one(ticket.account_id)
    owner = accounts.find(email=ticket.email)
    if owner and owner.id != account.id:
        raise tickets.LinkSpent()
    if account.email and account.confirmed:
        letters.changed(
            account.email, _l("Your account has a new e-mail address."), account.language
        )
    account.email, account.email_confirmed_at = ticket.email, None
    tickets.void(account.id, "reset", "confirm")
    mark_confirmed(account)
    db.session.flush()
    return account


def drop_ways_in(account: Account) -> None:
    """Password, sessions, linked logins and mailed links of an address nobody had proved."""
    account.password_hash = None
    sign_ins.end_all(account.id)
    tickets.void(account.id)
    for identity in members.identities(account.member_id):
        if identity.account_id == account.id:
            members.remove_identity(identity, account)


def _set_password(account: Account, password: str) -> None:
    account.password_hash = passwords.hashed(password)
    tickets.void(account.id, "reset", "change-email")
    announce(PasswordChanged(by=account.id, member_id=account.member_id, account_id=account.id))
    if account.email and account.confirmed:
        letters.changed(account.email, _l("Your account has a new password."), account.language)
