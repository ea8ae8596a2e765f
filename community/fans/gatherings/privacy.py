"""What gatherings keep about a person."""

from typing import Any

from sqlalchemy import delete, select, update

from community.fans.forum import threads
from community.kernel.db import db
from community.kernel.slots import Privacy

from . import answering
from .models import CalendarKey, Gathering, GatheringCancellation, Rsvp

COLUMNS = ("rsvps.account_id", "gathering_cancellations.by_id", "calendar_keys.account_id")


def access(account_ids: list[int], member_id: int) -> dict[str, Any]:
    said = db.session.scalars(select(Rsvp).where(Rsvp.account_id.in_(account_ids)))
    keys = db.session.scalars(select(CalendarKey).where(CalendarKey.account_id.in_(account_ids)))
    return {
        "gathering_answers": [
            {
                "thread": each.thread_id,
                "answer": each.answer,
                "at": each.at.isoformat(),
                "came_at": each.came_at.isoformat() if each.came_at else None,
            }
            for each in said
        ],
        "calendar_since": [each.at.isoformat() for each in keys],
    }


def erase(account_ids: list[int], member_id: int) -> None:
    """The answers go, the counters with them, and who waits moves up."""
    gone = delete(Rsvp).where(Rsvp.account_id.in_(account_ids)).returning(Rsvp.thread_id)
    for thread_id in sorted(set(db.session.scalars(gone))):
        answering.recount(thread_id)
        if not answering.is_off(thread_id):
            answering.fill_places(db.session.get_one(Gathering, thread_id))
        threads.touch_page(thread_id)
    db.session.execute(delete(CalendarKey).where(CalendarKey.account_id.in_(account_ids)))
    theirs = update(GatheringCancellation).where(GatheringCancellation.by_id.in_(account_ids))
    db.session.execute(theirs.values(by_id=None))


PRIVACY = Privacy("gatherings", COLUMNS, access, erase)
