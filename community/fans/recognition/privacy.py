"""What recognition holds of a person, for access and erasure."""

from typing import Any

from sqlalchemy import delete, select, update

from community.kernel.db import db
from community.kernel.slots import Privacy

from .models import (
    BadgeGrant,
    Helpfulness,
    LeaderboardLeave,
    LevelChange,
    LevelHold,
    SeasonPoints,
    Strike,
)

COLUMNS = (
    "level_changes.account_id", "level_changes.by_id", "level_holds.account_id", "level_holds.by_id", "strikes.account_id",
    "badge_grants.account_id", "badge_grants.by_id", "badge_grants.revoked_by_id", "season_points.account_id",
    "leaderboard_leaves.account_id", "helpfulness.account_id",
)  # fmt: skip
OWN = (BadgeGrant, Helpfulness, LeaderboardLeave, LevelChange, LevelHold, SeasonPoints, Strike)
ACTS = (
    (BadgeGrant, "by_id"),
    (BadgeGrant, "revoked_by_id"),
    (LevelChange, "by_id"),
    (LevelHold, "by_id"),
)


def access(account_ids: list[int], member_id: int) -> dict[str, Any]:
    return {
        "levels": [
            {"from": each.before, "to": each.after, "why": each.why, "reason": each.reason, "counted": each.figures,
             "at": each.at.isoformat()}
            for each in _all(LevelChange, account_ids)
        ],
        "levels_held": [
            {"reason": each.reason, "at": each.at.isoformat()} for each in _all(LevelHold, account_ids)
        ],
        "badges": [
            {"badge": each.badge, "reason": each.reason, "at": each.at.isoformat(),
             "revoked_at": each.revoked_at.isoformat() if each.revoked_at else None}
            for each in _all(BadgeGrant, account_ids)
        ],
        "points": [{"season": each.season, "points": each.points} for each in _all(SeasonPoints, account_ids)],
        "taken_down": [{"at": each.at.isoformat()} for each in _all(Strike, account_ids)],
        "left_the_leaderboard": bool(_all(LeaderboardLeave, account_ids)),
        "helpfulness": [
            {"answers": each.answers, "thanks": each.thanks} for each in _all(Helpfulness, account_ids)
        ],
    }  # fmt: skip


def erase(account_ids: list[int], member_id: int) -> None:
    table: Any
    for table in OWN:
        db.session.execute(delete(table).where(table.account_id.in_(account_ids)))
    for table, column in ACTS:
        done = getattr(table, column).in_(account_ids)
        db.session.execute(update(table).where(done).values({column: None}))


def _all(table: Any, account_ids: list[int]) -> list[Any]:
    return list(db.session.scalars(select(table).where(table.account_id.in_(account_ids))))


PRIVACY = Privacy("recognition", COLUMNS, access, erase)
