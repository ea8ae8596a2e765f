"""What this room holds of a person, for access and erasure."""

from typing import Any

from sqlalchemy import delete, select, update

from community.kernel import clock, jobs
from community.kernel.db import db
from community.kernel.slots import Privacy

from .jobs import drop_picture
from .models import Account, PendingSignIn, SignIn, Suspension, Ticket

COLUMNS = (
    "accounts.id", "accounts.member_id", "sign_ins.account_id", "tickets.account_id", "pending_sign_ins.linking_account_id",
    "suspensions.account_id", "suspensions.by_id", "suspensions.lifted_by_id",
)  # fmt: skip


def access(account_ids: list[int], member_id: int) -> dict[str, Any]:
    accounts = db.session.scalars(select(Account).where(Account.id.in_(account_ids)))
    browsers = db.session.scalars(select(SignIn).where(SignIn.account_id.in_(account_ids)))
    suspensions = db.session.scalars(
        select(Suspension).where(Suspension.account_id.in_(account_ids))
    )
    return {
        "accounts": [_account(each) for each in accounts],
        "sign_ins": [
            {
                "provider": each.provider,
                "address": each.address,
                "browser": each.browser,
                "at": each.created_at.isoformat(),
            }
            for each in browsers
        ],
        "suspensions": [
            {"reason": each.reason, "at": each.at.isoformat(), "until": each.until.isoformat()}
            for each in suspensions
        ],
    }


def erase(account_ids: list[int], member_id: int) -> None:
    """The row stays so that threads keep an author, with nothing left that tells who it was."""
    for model, column in (
        (SignIn, SignIn.account_id),
        (Ticket, Ticket.account_id),
        (PendingSignIn, PendingSignIn.linking_account_id),
    ):
        db.session.execute(delete(model).where(column.in_(account_ids)))
    db.session.execute(
        update(Suspension).where(Suspension.account_id.in_(account_ids)).values(reason="")
    )
    for account in db.session.scalars(select(Account).where(Account.id.in_(account_ids))):
        _forget(account)


def _forget(account: Account) -> None:
    if account.avatar_key:
        jobs.enqueue(drop_picture, picture=account.avatar_key)
    account.handle = account.skeleton = f"erased-{account.id}"
    for column in (
        "email",
        "email_confirmed_at",
        "password_hash",
        "language",
        "timezone",
        "avatar_key",
        "last_seen_at",
    ):
        setattr(account, column, None)
    for column in ("name", "title", "about", "about_html", "place", "website"):
        setattr(account, column, "")
    account.erased_at, account.roles_text, account.claimed = clock.now(), "fan", False


def _account(each: Account) -> dict[str, Any]:
    shown = (
        "handle",
        "name",
        "title",
        "email",
        "language",
        "timezone",
        "about",
        "place",
        "website",
        "level",
        "roles_text",
    )
    return {**{name: getattr(each, name) for name in shown}, "since": each.created_at.isoformat()}


PRIVACY = Privacy("accounts", COLUMNS, access, erase)
