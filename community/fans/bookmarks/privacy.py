"""What bookmarks keep about a person: nobody but they ever sees it."""

from typing import Any

from sqlalchemy import delete, select

from community.kernel.db import db
from community.kernel.slots import Privacy

from .models import Bookmark


def access(account_ids: list[int], member_id: int) -> dict[str, Any]:
    kept = db.session.scalars(select(Bookmark).where(Bookmark.account_id.in_(account_ids)))
    return {
        "bookmarks": [
            {
                "post": each.post_id,
                "note": each.note,
                "at": each.at.isoformat(),
                "remind_at": each.remind_at.isoformat() if each.remind_at else None,
            }
            for each in kept
        ]
    }


def erase(account_ids: list[int], member_id: int) -> None:
    db.session.execute(delete(Bookmark).where(Bookmark.account_id.in_(account_ids)))


PRIVACY = Privacy("bookmarks", ("bookmarks.account_id",), access, erase)
