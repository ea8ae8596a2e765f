"""Say yes, maybe or no; the last place is given once, and who waits moves up."""

from typing import Any

from sqlalchemy import func, select

from community.fans.forum import Thread, follows, threads
from community.kernel import clock
from community.kernel.db import db
from community.kernel.events import announce
from community.kernel.permissions import require
from community.kernel.refusals import Invalid, NotFound
from community.people import accounts

from .events import GatheringAnswered, GatheringPlaceFound
from .models import Gathering, GatheringCancellation, Rsvp
from .refusals import GatheringOff, GatheringOver

ANSWERS = ("yes", "maybe", "no")
COUNTED = {"yes": "coming_count", "waiting": "waiting_count", "maybe": "maybe_count"}


def answer(thread: Thread, said: str, *, by: Any) -> str:
    """One answer each, changed as often as one likes. Gives what was kept: yes becomes waiting when it is full."""
    require(by, "gatherings.answer", thread)
    if said not in ANSWERS:
        raise Invalid()
    gathering = held(thread)
    refuse_over(gathering)
    mine = db.session.get(Rsvp, (thread.id, by.id), populate_existing=True)
    before = mine.answer if mine else None
    if before == said or (said == "yes" and before == "waiting"):
        return before or said
    kept = said if said != "yes" or has_place(gathering) else "waiting"
    _keep(gathering, mine, kept, by)
    if before == "yes":
        fill_places(gathering)
    follows.begin(by, thread.id, "tracking")
    threads.touch_page(thread.id)
    announce(GatheringAnswered(by=by.id, member_id=by.member_id, thread_id=thread.id, answer=kept))
    return kept


def held(thread: Thread) -> Gathering:
    """The gathering, locked: answers take turns, so the counters equal the rows and no place is given twice."""
    found = db.session.get(Gathering, thread.id, populate_existing=True, with_for_update=True)
    if found is None or thread.hidden_at:
        raise NotFound()
    return found


def found(thread_id: int) -> Gathering:
    """The gathering as it is, for reading."""
    known = db.session.get(Gathering, thread_id)
    if known is None:
        raise NotFound()
    return known


def is_off(thread_id: int) -> bool:
    return db.session.get(GatheringCancellation, thread_id) is not None


def refuse_over(gathering: Gathering) -> None:
    if is_off(gathering.thread_id):
        raise GatheringOff()
    if gathering.ends_at <= clock.now():
        raise GatheringOver()


def has_place(gathering: Gathering) -> bool:
    """Not while others wait: they come first."""
    if gathering.capacity is None:
        return True
    return gathering.coming_count < gathering.capacity and not gathering.waiting_count


def fill_places(gathering: Gathering) -> None:
    """Free places go to those who wait, in the order in which they asked."""
    free = gathering.waiting_count
    if gathering.capacity is not None:
        free = min(free, gathering.capacity - gathering.coming_count)
    if free <= 0 or gathering.ends_at <= clock.now():
        return
    waiting = select(Rsvp).where(Rsvp.thread_id == gathering.thread_id, Rsvp.answer == "waiting")
    for each in db.session.scalars(waiting.order_by(Rsvp.at, Rsvp.account_id).limit(free)).all():
        each.answer = "yes"
        _count(gathering, "waiting", -1)
        _count(gathering, "yes", 1)
        member_id = accounts.one(each.account_id).member_id
        announce(
            GatheringPlaceFound(
                member_id=member_id, thread_id=gathering.thread_id, account_id=each.account_id
            )
        )
    db.session.flush()


def recount(thread_id: int) -> None:
    """All counters of a gathering again, from its answers."""
    gathering = db.session.get_one(
        Gathering, thread_id, populate_existing=True, with_for_update=True
    )
    of_it = select(Rsvp.answer, func.count(), func.count(Rsvp.came_at))
    counted = db.session.execute(
        of_it.where(Rsvp.thread_id == thread_id).group_by(Rsvp.answer)
    ).all()
    numbers = {row[0]: row[1] for row in counted}
    for said, counter in COUNTED.items():
        setattr(gathering, counter, numbers.get(said, 0))
    gathering.came_count = sum(row[2] for row in counted)
    db.session.flush()


def recount_all() -> int:
    ids = db.session.scalars(select(Gathering.thread_id)).all()
    for thread_id in ids:
        recount(thread_id)
    return len(ids)


def _keep(gathering: Gathering, mine: Rsvp | None, kept: str, by: Any) -> None:
    if mine is None:
        mine = Rsvp(thread_id=gathering.thread_id, account_id=by.id, answer=kept, at=clock.now())
        db.session.add(mine)
    else:
        _count(gathering, mine.answer, -1)
        gathering.came_count -= mine.came_at is not None
        mine.answer, mine.at, mine.came_at = kept, clock.now(), None
    _count(gathering, kept, 1)
    db.session.flush()


def _count(gathering: Gathering, said: str, way: int) -> None:
    if counter := COUNTED.get(said):
        setattr(gathering, counter, getattr(gathering, counter) + way)
