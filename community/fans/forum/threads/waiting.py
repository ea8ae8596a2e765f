"""How many threads wait for a reader: counted only if somebody has written, read or decided something since."""

from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import func, literal, select

from community.fans.forum import reads
from community.fans.forum.tables import READER, THREADS, followed, mark, read, thread
from community.kernel.audit import AuditRow
from community.kernel.prepared import Prepared

from .finding import Sight, listed, sight_of
from .lists import NOT_MUTED

MOST_COUNTED = 100
MUTES = select(func.count()).where(followed.account_id == READER, followed.level == "muted")
HAPPENED = Prepared(
    select(
        select(func.max(thread.last_posted_at)).scalar_subquery().label("written"),
        select(func.max(read.at)).where(read.account_id == READER).scalar_subquery().label("read"),
        select(func.max(mark.at))
        .where(mark.account_id == READER)
        .scalar_subquery()
        .label("marked"),
        MUTES.scalar_subquery().label("mutes"),
        select(func.max(AuditRow.id)).scalar_subquery().label("decided"),
    )
)


class Waiting(NamedTuple):
    """As the lists would show; a hundred is the most. `told` is what has to be the same for them to be true still."""

    new: int
    continued: int
    told: Any = None


def waiting(reader: Any) -> tuple[int, int]:
    return _waiting(sight_of(reader)).first(**reads.asked_by(reader))


def waiting_since(reader: Any, known: Waiting | None) -> Waiting:
    """What is known, if nothing has happened since it was counted."""
    told = HAPPENED.first(reader=reader.id)
    return known if known and known.told == told else Waiting(*waiting(reader), told)


@lru_cache(maxsize=256)
def _waiting(sight: Sight) -> Prepared:
    new, continued = _how_many(sight, reads.NEW), _how_many(sight, reads.CONTINUED)
    return Prepared(select(new.label("new"), continued.label("continued")))


def _how_many(sight: Sight, conditions: tuple[Any, ...]) -> Any:
    found = select(literal(1).label("one")).select_from(reads.with_marks(THREADS))
    found = found.where(listed(sight, thread), *NOT_MUTED, *conditions).limit(MOST_COUNTED)
    return select(func.count()).select_from(found.subquery()).scalar_subquery()
