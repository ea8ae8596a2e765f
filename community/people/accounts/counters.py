"""Numbers other rooms keep on the account, changed where they stand."""

from collections.abc import Sequence

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


def set_unread_messages(numbers: dict[int, int]) -> None:
    """By account, in one statement for all."""
    if numbers:
        db.session.execute(
            update(Account),
            [{"id": each, "unread_messages": numbers[each]} for each in sorted(numbers)],
        )


def set_blocks(account_id: int, number: int) -> None:
    db.session.execute(update(Account).where(Account.id == account_id).values(blocks_count=number))


def set_levels(account_ids: Sequence[int], level: int) -> None:
    """What they may do from now on; who decided it and why is kept by the caller."""
    for first in range(0, len(account_ids), 1000):
        theirs = Account.id.in_(account_ids[first : first + 1000])
        db.session.execute(update(Account).where(theirs).values(level=level))


def suspensions_count(account_id: int) -> int:
    """All there have been, lifted ones aside."""
    query = select(func.count()).where(
        Suspension.account_id == account_id, Suspension.lifted_at.is_(None)
    )
    return db.session.scalar(query) or 0
