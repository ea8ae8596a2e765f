"""What this room keeps about a person."""

from typing import Any

from sqlalchemy import select

from community.commons.notifications import notifications
from community.commons.notifications.models import Notification, NotificationChoice
from community.kernel.db import db


def access(account_ids: list[int], member_id: int) -> dict[str, Any]:
    told = db.session.scalars(select(Notification).where(Notification.account_id.in_(account_ids)))
    chosen = db.session.scalars(
        select(NotificationChoice).where(NotificationChoice.account_id.in_(account_ids))
    )
    return {
        "notifications": [
            {"kind": each.kind, "about": each.title, "at": each.created_at.isoformat()}
            for each in told
        ],
        "choices": [{"kind": each.kind, "site": each.site, "mail": each.mail} for each in chosen],
    }


def erase(account_ids: list[int], member_id: int) -> None:
    for account_id in account_ids:
        notifications.forget(account_id)
