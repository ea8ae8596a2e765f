"""What this room keeps about a person."""

from typing import Any

from sqlalchemy import delete, select, update

from community.kernel.db import db
from community.staff.moderation import reviews
from community.staff.moderation.models import Decision, Flag, ReviewItem


def access(account_ids: list[int], member_id: int) -> dict[str, Any]:
    raised = db.session.scalars(select(Flag).where(Flag.by_id.in_(account_ids)))
    about = db.session.scalars(select(Decision).where(Decision.author_id.in_(account_ids)))
    return {
        "flags_raised": [
            {
                "about": f"{each.kind} {each.subject_id}",
                "reason": each.reason,
                "note": each.note,
                "at": each.at.isoformat(),
            }
            for each in raised
        ],
        "decisions_about_you": [
            {
                "action": each.action,
                "reason": each.reason,
                "note": each.note,
                "at": each.at.isoformat(),
            }
            for each in about
        ],
    }


def erase(account_ids: list[int], member_id: int) -> None:
    """Flags go; a decision stays as proof of what staff did, without whom it was about."""
    asked = select(Flag.subject_id).where(Flag.kind == "appeal", Flag.by_id.in_(account_ids))
    for decision_id in db.session.scalars(asked).all():
        reviews.settle("appeal", decision_id)
    db.session.execute(delete(Flag).where(Flag.by_id.in_(account_ids)))
    db.session.execute(
        update(ReviewItem)
        .where(ReviewItem.claimed_by_id.in_(account_ids))
        .values(claimed_by_id=None)
    )
    db.session.execute(
        update(Decision).where(Decision.author_id.in_(account_ids)).values(author_id=None, note="")
    )
    for column in (Decision.by_id, Decision.undone_by_id):
        db.session.execute(update(Decision).where(column.in_(account_ids)).values({column: None}))
