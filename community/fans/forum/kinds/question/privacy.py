"""What came of a person's trying answers."""

from typing import Any

from sqlalchemy import delete, select

from community.kernel.db import db
from community.kernel.slots import Privacy

from . import trials
from .models import Trial


def access(account_ids: list[int], member_id: int) -> dict[str, Any]:
    mine = db.session.scalars(select(Trial).where(Trial.account_id.in_(account_ids)))
    return {
        "answers_tried": [
            {
                "post": each.post_id,
                "works": each.works,
                "version": each.version,
                "at": each.at.isoformat(),
            }
            for each in mine
        ]
    }


def erase(account_ids: list[int], member_id: int) -> None:
    gone = delete(Trial).where(Trial.account_id.in_(account_ids)).returning(Trial.post_id)
    for post_id in sorted(set(db.session.scalars(gone))):
        trials.recount(post_id)


PRIVACY = Privacy("answers tried", ("answer_trials.account_id",), access, erase)
