"""Sign in with an e-mail address and a password."""

from datetime import datetime

from community.kernel.i18n import date
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Refusal

from . import accounts, passwords, suspensions
from .models import Account


class WrongCredentials(Refusal):
    status = 401
    sentence = _l(
        "E-mail address and password do not belong together. Try again, or ask for a new password."
    )


class Suspended(Refusal):
    status = 403
    sentence = _l("Your account is suspended until %(until)s. The reason: %(reason)s")

    def __init__(self, until: datetime, reason: str):
        super().__init__(until=date(until), reason=reason)


def enter(email: str, password: str) -> Account:
    """The account, after the same work for a wrong password, a stranger and one who has no password."""
    account = accounts.find(email=email)
    if not passwords.fits(password, account.password_hash if account else None) or account is None:
        raise WrongCredentials()
    refuse_suspended(account)
    if passwords.outdated(account.password_hash or ""):
        account.password_hash = passwords.hashed(password)
    return account


def refuse_suspended(account: Account) -> None:
    if account.erased_at:
        raise WrongCredentials()
    if account.suspended and account.suspended_until:
        suspension = suspensions.suspension_of(account)
        raise Suspended(account.suspended_until, suspension.reason if suspension else "")
