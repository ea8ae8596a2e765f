"""How a member's timeline tells what happened around gatherings."""

from typing import Any

from sqlalchemy import select

from community.fans.forum import Thread, threads
from community.kernel.db import db
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.slots import TimelineSentence


def _threads(details: list[dict[str, Any]], viewer: Any) -> list[tuple[str, str] | None]:
    wanted = {each["thread_id"] for each in details}
    query = select(Thread.id, Thread.title, Thread.slug, Thread.kind)
    rows = db.session.execute(query.where(Thread.id.in_(wanted), threads.open_to(viewer)))
    known = {row.id: (row.title, threads.address(row)) for row in rows}
    return [known.get(each["thread_id"]) for each in details]


WORDING = [
    TimelineSentence(
        "GatheringAnswered", _l("Said whether they come to a gathering"), "event", _threads
    ),
    TimelineSentence("GatheringPlaceFound", _l("Got a place in a gathering"), "ticket", _threads),
    TimelineSentence("GatheringAttended", _l("Came to a gathering"), "verified", _threads),
    TimelineSentence(
        "GatheringChanged", _l("Changed when or where a gathering takes place"), "edit", _threads
    ),
    TimelineSentence("GatheringCancelled", _l("Called off a gathering"), "ban", _threads),
]
