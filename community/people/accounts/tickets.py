"""Secrets sent by mail: 256 bits, kept as a hash, good once and for an hour at most."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select, update

from community.kernel import clock
from community.kernel.db import db
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Refusal

from .models import Account, Ticket

LASTS = {
    "confirm": timedelta(hours=1),
    "reset": timedelta(hours=1),
    "change-email": timedelta(hours=1),
}
LENGTH = 43  # 32 random bytes as URL-safe letters


class LinkSpent(Refusal):
    status = 410
    sentence = _l("This link was used already or is too old. Ask for a new one.")


def issue(account: Account, purpose: str, email: str, *, goes_to: str = "/") -> str:
    """The secret for one mail; earlier ones of this purpose are void."""
    void(account.id, purpose)
    secret, now = secrets.token_urlsafe(32), clock.now()
    ticket = Ticket(
        token_hash=_hash(secret), account_id=account.id, purpose=purpose, email=email, goes_to=goes_to,
        created_at=now, expires_at=now + LASTS[purpose],
    )  # fmt: skip
    db.session.add(ticket)
    db.session.flush()
    return secret


def valid(secret: Any, purpose: str) -> Ticket:
    """The ticket this secret opens, still unused; raises LinkSpent for anything else."""
    if not isinstance(secret, str) or len(secret) != LENGTH:
        raise LinkSpent()
    query = select(Ticket).where(Ticket.token_hash == _hash(secret), Ticket.purpose == purpose)
    ticket = db.session.scalars(
        query.where(Ticket.used_at.is_(None), Ticket.expires_at > clock.now())
    ).first()
    if ticket is None:
        raise LinkSpent()
    return ticket


def redeem(secret: Any, purpose: str) -> Ticket:
    """Use it up; of two who try at once one gets LinkSpent."""
    ticket = valid(secret, purpose)
    used = (
        update(Ticket)
        .where(Ticket.id == ticket.id, Ticket.used_at.is_(None))
        .values(used_at=clock.now())
    )
    if db.session.execute(used).rowcount != 1:  # type: ignore[attr-defined]
        raise LinkSpent()
    return ticket


def void(account_id: int, *purposes: str) -> None:
    """Forget the account's tickets of these purposes, or all."""
    gone = delete(Ticket).where(Ticket.account_id == account_id)
    db.session.execute(gone.where(Ticket.purpose.in_(purposes)) if purposes else gone)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
