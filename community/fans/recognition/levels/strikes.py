"""What staff took down of somebody's, told from above."""

from sqlalchemy import delete

from community.fans.recognition.models import Strike
from community.kernel import clock
from community.kernel.db import db, insert_or_ignore


def note_strike(account_id: int, key: str) -> None:
    insert_or_ignore(Strike, account_id=account_id, key=key, at=clock.now())


def withdraw_strike(key: str) -> None:
    db.session.execute(delete(Strike).where(Strike.key == key))
