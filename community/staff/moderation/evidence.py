"""What is known of a reported thing: its flags, their weight, and what its own room says of it."""

from typing import Any

from sqlalchemy import func, select, update

from community.kernel.db import db
from community.kernel.refusals import NotFound
from community.kernel.room import house
from community.kernel.slots import Moderatable
from community.staff.moderation.models import Flag

STAFF_WEIGHT = 5.0
ACCURACY_COUNTS_FROM = 5


def weight_of(flagger: Any) -> float:
    """1 + level, staff 5; from the fifth decided flag on, up to 2 more or less by how often they were right."""
    base = STAFF_WEIGHT if flagger.staff else 1.0 + flagger.level
    upheld, decided = db.session.execute(
        select(func.count().filter(Flag.upheld.is_(True)), func.count(Flag.upheld)).where(
            Flag.by_id == flagger.id, Flag.kind != "appeal"
        )
    ).one()
    if decided < ACCURACY_COUNTS_FROM:
        return base
    return max(0.5, base + 4 * (upheld / decided - 0.5))


def open_weight(kind: str, subject_id: int) -> float:
    about = (Flag.kind == kind, Flag.subject_id == subject_id, Flag.upheld.is_(None))
    return db.session.scalar(select(func.sum(Flag.weight)).where(*about)) or 0.0


def on_subject(kind: str, subject_id: int) -> list[Flag]:
    return list(
        db.session.scalars(
            select(Flag).where(Flag.kind == kind, Flag.subject_id == subject_id).order_by(Flag.id)
        )
    )


def judge(kind: str, subject_id: int, upheld: bool | None) -> None:
    """Say of the open flags whether they were right; None opens the judged ones again."""
    about = [Flag.kind == kind, Flag.subject_id == subject_id]
    if upheld is not None:
        about.append(Flag.upheld.is_(None))
    db.session.execute(update(Flag).where(*about).values(upheld=upheld))


def tell_reported(kind: str, subject_id: int) -> None:
    slot: Moderatable | None = house().slots.named(Moderatable, kind)
    if slot and slot.reported:
        slot.reported(subject_id)


def describe(kind: str, subject_id: int, viewer: Any) -> dict[str, Any]:
    """What the thing's own room says of it; NotFound where the viewer may not see it."""
    slot: Moderatable | None = house().slots.named(Moderatable, kind)
    described = slot.describe(subject_id, viewer) if slot else None
    if described is None:
        raise NotFound()
    return described
