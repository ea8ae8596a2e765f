"""Where somebody stands: each criterion of the next level with how far they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from community.fans.recognition.models import LevelChange
from community.kernel.db import db
from community.people.accounts import Account

from . import by_hand, criteria


@dataclass(frozen=True)
class Line:
    """`share` is from 0 to 100."""

    label: Any
    have: int
    need: int
    at_most: bool

    @property
    def met(self) -> bool:
        return self.have <= self.need if self.at_most else self.have >= self.need

    @property
    def share(self) -> int:
        if self.met or not self.need:
            return 100 if self.met else 0
        return 0 if self.at_most else 100 * self.have // self.need


@dataclass(frozen=True)
class Standing:
    """`goal` is the level whose criteria `lines` show: the next one, or the third that can be lost."""

    level: int
    goal: int | None
    lines: list[Line]
    held: bool

    @property
    def keeping(self) -> bool:
        return self.goal == self.level


def standing_of(account: Any) -> Standing:
    level = account.level
    goal = min(level + 1, criteria.HIGHEST_COUNTED) if level < 4 else None
    lines = _lines(account.id, goal) if goal else []
    return Standing(level, goal, lines, by_hand.held(account.id) is not None)


def changes(account_id: int, limit: int = 20) -> list[LevelChange]:
    """What happened to their level, newest first."""
    query = select(LevelChange).where(LevelChange.account_id == account_id)
    return list(db.session.scalars(query.order_by(LevelChange.id.desc()).limit(limit)))


def tell_past(account_id: int, steps: Sequence[tuple[int, datetime]]) -> None:
    """Steps (level, when) of somebody whose past is told by an import or the demo."""
    db.session.add_all(
        LevelChange(
            account_id=account_id, before=level - 1, after=level, why="reached", figures={}, at=at
        )
        for level, at in steps
    )


def _lines(account_id: int, level: int) -> list[Line]:
    wanted = criteria.of_level(level)
    counted = select(*(each.counted() for each in wanted)).select_from(Account)
    row = db.session.execute(counted.where(Account.id == account_id)).one()._mapping
    return [
        Line(each.label, int(row[each.key] or 0), criteria.needed(each), each.at_most)
        for each in wanted
    ]
