"""The stars somebody gave."""

from typing import Any

from sqlalchemy import delete, select

from community.kernel.db import db
from community.kernel.slots import Privacy

from .models import Review


def access(account_ids: list[int], member_id: int) -> dict[str, Any]:
    given = db.session.scalars(select(Review).where(Review.account_id.in_(account_ids)))
    return {
        "reviews": [
            {
                "thread": each.thread_id,
                "product": each.product_id,
                "stars": each.stars,
                "owner": each.owner,
            }
            for each in given
        ]
    }


def erase(account_ids: list[int], member_id: int) -> None:
    """Their verdict goes with their words."""
    db.session.execute(delete(Review).where(Review.account_id.in_(account_ids)))


PRIVACY = Privacy("reviews", ("reviews.account_id",), access, erase)
