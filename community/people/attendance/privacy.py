"""What this room holds of a person, for access and erasure."""

from typing import Any

from sqlalchemy import delete, select

from community.kernel.db import db
from community.kernel.slots import Privacy

from .models import AttendanceDay


def access(account_ids: list[int], member_id: int) -> dict[str, Any]:
    days = select(AttendanceDay).where(AttendanceDay.account_id.in_(account_ids))
    return {
        "days_here": [
            {
                "day": each.day.isoformat(),
                "seconds": each.seconds,
                "posts_read": each.posts_read,
                "threads_entered": each.threads_entered,
            }
            for each in db.session.scalars(days.order_by(AttendanceDay.day))
        ]
    }


def erase(account_ids: list[int], member_id: int) -> None:
    db.session.execute(delete(AttendanceDay).where(AttendanceDay.account_id.in_(account_ids)))


PRIVACY = Privacy("attendance", ("attendance_days.account_id",), access, erase)
