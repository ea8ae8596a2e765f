"""What this room holds of a person, for access and erasure."""

from typing import Any

from sqlalchemy import select

from community.kernel.db import db
from community.kernel.slots import Privacy

from . import blocks
from .models import Block, PersonFollowing

COLUMNS = (
    "person_followings.account_id",
    "person_followings.person_id",
    "blocks.account_id",
    "blocks.blocked_id",
)


def access(account_ids: list[int], member_id: int) -> dict[str, Any]:
    """What they chose; who follows or blocked them is the others' own."""
    following = select(PersonFollowing).where(PersonFollowing.account_id.in_(account_ids))
    blocked = select(Block).where(Block.account_id.in_(account_ids))
    return {
        "people_followed": [
            {"person": each.person_id, "level": each.level, "at": each.at.isoformat()}
            for each in db.session.scalars(following)
        ],
        "people_blocked": [
            {"person": each.blocked_id, "at": each.at.isoformat()}
            for each in db.session.scalars(blocked)
        ],
    }


def erase(account_ids: list[int], member_id: int) -> None:
    blocks.forget(account_ids)


PRIVACY = Privacy("ties", COLUMNS, access, erase)
