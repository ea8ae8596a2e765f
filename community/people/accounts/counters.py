"""Numbers other rooms keep on the account, changed where they stand."""

from sqlalchemy import func, select, update

from community.kernel.db import db

from .models import Account, Suspension


def add_unread_notifications(account_id: int, number: int) -> None:
    column = Account.unread_notifications
    db.session.execute(
        update(Account).where(Account.id == account_id).values({column: column + number})
    )


def set_unread_notifications(account_id: int, number: int) -> None:
    db.session.execute(
        update(Account).where(Account.id == account_id).values(unread_notifications=number)
    )


def suspensions_count(account_id: int) -> int:
    """All there have been, lifted ones aside."""
    query = select(func.count()).where(
        Suspension.account_id == account_id, Suspension.lifted_at.is_(None)
    )
    return db.session.scalar(query) or 0
