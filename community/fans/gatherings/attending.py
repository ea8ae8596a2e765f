"""Check in with the code the organiser shows; what counts is who came."""

import hmac
from datetime import timedelta
from typing import Any

from community.fans.forum import Thread, threads
from community.kernel import clock, settings
from community.kernel.db import db
from community.kernel.events import announce
from community.kernel.permissions import require

from .answering import held, refuse_over
from .events import GatheringAttended
from .models import Rsvp
from .refusals import CheckInClosed, ComeFirst, NoPlaceYet, WrongCode

SPOKEN = dict(
    word.split("=")
    for word in (
        "A=Alfa B=Bravo C=Charlie D=Delta E=Echo F=Foxtrot G=Golf H=Hotel J=Juliett K=Kilo M=Mike N=November "
        "P=Papa Q=Quebec R=Romeo S=Sierra T=Tango U=Uniform V=Victor W=Whiskey X=X-ray Y=Yankee Z=Zulu "
        "2=Two 3=Three 4=Four 5=Five 6=Six 7=Seven 8=Eight 9=Nine"
    ).split()
)  # fmt: skip


def check_in(thread: Thread, code: str, *, by: Any) -> None:
    """During the gathering and shortly before, for those who come; twice counts once."""
    require(by, "gatherings.answer", thread)
    gathering = held(thread)
    refuse_over(gathering)
    if not is_open(gathering):
        raise CheckInClosed()
    mine = _place_of(thread, by)
    if not hmac.compare_digest(plain(code).encode(), gathering.code.encode()):
        raise WrongCode(fields={"code": WrongCode.sentence})
    if mine.came_at is None:
        mine.came_at = clock.now()
        gathering.came_count += 1
        db.session.flush()
        threads.touch_page(thread.id)
        announce(GatheringAttended(by=by.id, member_id=by.member_id, thread_id=thread.id))


def is_open(gathering: Any) -> bool:
    before = timedelta(minutes=settings.read("gatherings.check_in_minutes"))
    return bool(gathering.starts_at - before <= clock.now() < gathering.ends_at)


def plain(code: str) -> str:
    """As people type it: small letters, spaces, hyphens."""
    return "".join(sign for sign in code[:40].upper() if sign.isalnum())


def spoken(code: str) -> str:
    """For calling it across a room."""
    return " · ".join(SPOKEN[sign] for sign in code)


def _place_of(thread: Thread, by: Any) -> Rsvp:
    mine = db.session.get(Rsvp, (thread.id, by.id), populate_existing=True)
    if mine is not None and mine.answer == "waiting":
        raise NoPlaceYet()
    if mine is None or mine.answer != "yes":
        raise ComeFirst()
    return mine
