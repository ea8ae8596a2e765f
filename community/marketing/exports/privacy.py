"""What this room keeps about a person: who ordered what."""

from typing import Any

from sqlalchemy import select, update

from community.kernel.db import db
from community.marketing.exports.models import Export


def access(account_ids: list[int], member_id: int) -> dict[str, Any]:
    ordered = db.session.scalars(select(Export).where(Export.by_id.in_(account_ids)))
    return {
        "exports_ordered": [
            {"purpose": each.purpose, "at": each.at.isoformat(), "rows": each.rows}
            for each in ordered
        ]
    }


def erase(account_ids: list[int], member_id: int) -> None:
    db.session.execute(update(Export).where(Export.by_id.in_(account_ids)).values(by_id=None))
