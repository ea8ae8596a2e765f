"""Suspend an account from signing in and writing, and lift that again."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from community.kernel import audit, clock
from community.kernel.db import db
from community.kernel.events import announce
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.permissions import require
from community.kernel.refusals import Invalid, Refusal
from community.kernel.text import visible

from . import sign_ins
from .events import AccountSuspended, SuspensionLifted
from .models import Account, Suspension


class NotSuspended(Refusal):
    sentence = _l("This account is not suspended.")


class ReasonMissing(Invalid):
    sentence = _l("Say why, in words the person may read.")


def suspend(account: Account, *, by: Any, reason: str, until: datetime) -> Suspension:
    """Its browsers are signed out with this transaction."""
    require(by, "accounts.suspend", account)
    reason = visible(reason).strip()
    if not reason:
        raise ReasonMissing(fields={"reason": ReasonMissing.sentence})
    row = Suspension(
        account_id=account.id,
        by_id=by.id,
        reason=reason[:2000],
        at=clock.now(),
        until=until,
    )
    db.session.add(row)
    account.suspended_until = until
    sign_ins.end_all(account.id)
    db.session.flush()
    audit.record(
        "account.suspend",
        "account",
        account.id,
        by=by,
        reason=row.reason,
        after={"until": until.isoformat()},
    )
    announce(
        AccountSuspended(
            by=by.id, member_id=account.member_id, account_id=account.id, suspension_id=row.id
        )
    )
    return row


def lift_suspension(account: Account, *, by: Any, reason: str = "") -> None:
    require(by, "accounts.suspend", account)
    row = suspension_of(account)
    if row is None:
        raise NotSuspended()
    row.lifted_at, row.lifted_by_id, account.suspended_until = clock.now(), by.id, None
    db.session.flush()
    audit.record(
        "account.lift",
        "account",
        account.id,
        by=by,
        reason=reason,
        before={"until": row.until.isoformat()},
    )
    announce(SuspensionLifted(by=by.id, member_id=account.member_id, account_id=account.id))


def suspension_of(account: Account) -> Suspension | None:
    """The one in force."""
    query = select(Suspension).where(
        Suspension.account_id == account.id, Suspension.lifted_at.is_(None)
    )
    return db.session.scalars(
        query.where(Suspension.until > clock.now()).order_by(Suspension.until.desc())
    ).first()
