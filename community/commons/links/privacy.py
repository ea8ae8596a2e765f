"""What this room keeps about a person."""

from typing import Any

from sqlalchemy import update

from community.commons.links import touches
from community.commons.links.models import Link, Touch
from community.kernel.db import db


def access(account_ids: list[int], member_id: int) -> dict[str, Any]:
    rows = touches.of_member(member_id, limit=1000)
    return {
        "arrivals": [
            {"network": row.network, "campaign": row.campaign, "at": row.at.isoformat()}
            for row in rows
        ]
    }


def erase(account_ids: list[int], member_id: int) -> None:
    """Visits stay counted, without whose they were."""
    db.session.execute(
        update(Touch).where(Touch.member_id == member_id).values(member_id=None, visitor="")
    )
    db.session.execute(update(Link).where(Link.by_id.in_(account_ids)).values(by_id=None))
