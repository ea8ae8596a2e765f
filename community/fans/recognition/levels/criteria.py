"""What leads to each level, as a table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from sqlalchemy import func, select

from community.fans.forum import Thread
from community.kernel import clock, settings
from community.kernel.db import db
from community.kernel.i18n import lazy_gettext as _l

from . import measures

NAMES = {
    0: _l("New here"),
    1: _l("Known"),
    2: _l("Regular"),
    3: _l("Trusted"),
    4: _l("Leader"),
}
HIGHEST_COUNTED = 3


@dataclass(frozen=True)
class Criterion:
    """`setting` holds the number that is needed, or with `at_most` must not be passed."""

    level: int
    name: str
    label: Any
    setting: str
    measure: Callable[[datetime | None], Any]
    at_most: bool = False

    @property
    def key(self) -> str:
        return f"{self.name}_{self.level}"

    def counted(self) -> Any:
        return self.measure(since(self.level)).label(self.key)

    def holds(self, need: int) -> Any:
        have = self.measure(since(self.level))
        return have <= need if self.at_most else have >= need


CRITERIA = [
    Criterion(1, "threads", _l("Threads opened"), "level1_threads", measures.threads),
    Criterion(1, "posts", _l("Posts read"), "level1_posts", measures.posts),
    Criterion(1, "minutes", _l("Minutes spent reading"), "level1_minutes", measures.minutes),
    Criterion(2, "days", _l("Days you were here"), "level2_days", measures.days),
    Criterion(2, "threads", _l("Threads opened"), "level2_threads", measures.threads),
    Criterion(2, "posts", _l("Posts read"), "level2_posts", measures.posts),
    Criterion(2, "minutes", _l("Minutes spent reading"), "level2_minutes", measures.minutes),
    Criterion(2, "given", _l("Reactions given"), "level2_given", measures.given),
    Criterion(2, "received", _l("Reactions received"), "level2_received", measures.received),
    Criterion(
        2, "replied", _l("Threads of others you replied in"), "level2_replied", measures.replied
    ),
    Criterion(3, "days", _l("Days you were here"), "level3_days", measures.days),
    Criterion(3, "threads", _l("Threads opened"), "level3_threads", measures.threads),
    Criterion(3, "given", _l("Reactions given"), "level3_given", measures.given),
    Criterion(3, "received", _l("Reactions received"), "level3_received", measures.received),
    Criterion(
        3, "strikes", _l("Posts of yours taken down"), "level3_strikes", measures.strikes, True
    ),
]


def of_level(level: int) -> list[Criterion]:
    return [each for each in CRITERIA if each.level == level]


def needed(criterion: Criterion) -> int:
    """The number as it is today; a share of the new threads follows how many there are."""
    number = int(settings.read(f"recognition.{criterion.setting}"))
    if criterion.key != "threads_3":
        return number
    return min(number, ceil(_new_threads() * settings.read("recognition.level3_percent") / 100))


def since(level: int) -> datetime | None:
    """Level 3 looks at the last weeks, the others at all that ever was."""
    if level < HIGHEST_COUNTED:
        return None
    return clock.now() - timedelta(days=settings.read("recognition.level3_window"))


def name_of(level: int) -> str:
    return str(NAMES[level])


def _new_threads() -> int:
    query = select(func.count()).where(
        Thread.created_at >= since(HIGHEST_COUNTED), Thread.hidden_at.is_(None)
    )
    return db.session.scalar(query) or 0
