"""Bring everybody's level up to date: one statement per level finds who moved, however many people there are."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, insert, not_, select

from community.fans.recognition.events import LevelLost, LevelReached
from community.fans.recognition.models import LevelChange, LevelHold
from community.kernel import clock, settings
from community.kernel.db import db, table_of
from community.kernel.events import announce_all
from community.people import accounts
from community.people.accounts import Account

from . import criteria

LOSABLE = 3


def bring_up_to_date() -> int:
    """How many steps were made."""
    steps = sum(_grant(level) for level in range(1, criteria.HIGHEST_COUNTED + 1))
    return steps + _take_back()


def _grant(level: int) -> int:
    ready = and_(*_conditions(level))
    return _step(_counted(level - 1, level).where(ready), level - 1, level, "reached")


def _take_back() -> int:
    """Level 3 is lost when its criteria no longer hold, after some weeks of grace."""
    grace = clock.now() - timedelta(days=settings.read("recognition.level3_grace"))
    fresh = (
        select(LevelChange.id)
        .where(LevelChange.account_id == Account.id, LevelChange.after == LOSABLE)
        .where(LevelChange.at > grace)
        .exists()
    )
    lapsed = not_(and_(*_conditions(LOSABLE)))
    query = _counted(LOSABLE, LOSABLE).where(lapsed, ~fresh)
    return _step(query, LOSABLE, LOSABLE - 1, "lost")


def _conditions(level: int) -> Iterable[Any]:
    return [each.holds(criteria.needed(each)) for each in criteria.of_level(level)]


def _counted(at_level: int, goal: int) -> Any:
    """Everybody at this level whom counting may move, with what is counted of them."""
    figures = [each.counted() for each in criteria.of_level(goal)]
    return select(Account.id, Account.member_id, *figures).where(
        Account.level == at_level,
        Account.claimed,
        Account.erased_at.is_(None),
        Account.id.not_in(select(LevelHold.account_id)),
    )


def _step(query: Any, before: int, after: int, why: str) -> int:
    rows = db.session.execute(query).all()
    if rows:
        db.session.execute(insert(table_of(LevelChange)), _changes(rows, before, after, why))
        accounts.set_levels([row.id for row in rows], after)
        told = LevelReached if after > before else LevelLost
        announce_all(told(member_id=row.member_id, account_id=row.id, level=after) for row in rows)
    return len(rows)


def _changes(rows: Sequence[Any], before: int, after: int, why: str) -> list[dict[str, Any]]:
    now = clock.now()
    return [
        {
            "account_id": row.id, "before": before, "after": after, "why": why, "reason": "", "by_id": None, "at": now,
            "figures": {name: int(value or 0) for name, value in row._mapping.items() if name not in ("id", "member_id")},
        }
        for row in rows
    ]  # fmt: skip
