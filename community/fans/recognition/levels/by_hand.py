"""A level that staff decide on, with a reason; counting leaves it alone until they give it free."""

from typing import Any

from community.fans.recognition.events import LevelLost, LevelReached
from community.fans.recognition.models import LevelChange, LevelHold
from community.fans.recognition.refusals import NoSuchLevel, ReasonMissing
from community.kernel import audit, clock
from community.kernel.db import db
from community.kernel.events import announce
from community.kernel.permissions import require
from community.kernel.text import clean_line
from community.people import accounts

from .criteria import NAMES


def put(account: Any, level: int, *, by: Any, reason: str) -> None:
    """Give this level by hand and hold it."""
    require(by, "recognition.grant", account)
    if level not in NAMES:
        raise NoSuchLevel(fields={"level": NoSuchLevel.sentence})
    said = clean_line(reason, 300, empty=True)
    if not said:
        raise ReasonMissing(fields={"reason": ReasonMissing.sentence})
    before, now = account.level, clock.now()
    db.session.merge(LevelHold(account_id=account.id, by_id=by.id, reason=said, at=now))
    if before == level:
        return
    db.session.add(
        LevelChange(
            account_id=account.id, before=before, after=level, why="hand", reason=said, by_id=by.id, figures={}, at=now
        )
    )  # fmt: skip
    accounts.set_levels([account.id], level)
    audit.record(
        "level.put",
        "account",
        account.id,
        by=by,
        reason=said,
        before={"level": before},
        after={"level": level},
    )
    told = LevelReached if level > before else LevelLost
    announce(told(by=by.id, member_id=account.member_id, account_id=account.id, level=level))


def free(account: Any, *, by: Any) -> None:
    """Counting decides again."""
    require(by, "recognition.grant", account)
    hold = held(account.id)
    if hold:
        db.session.delete(hold)
        audit.record("level.free", "account", account.id, by=by)


def held(account_id: int) -> LevelHold | None:
    return db.session.get(LevelHold, account_id)
