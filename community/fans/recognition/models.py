"""Levels, badges and points: what was given to whom, when and why."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.db import Base, Key, points_to


class LevelChange(Base):
    """One step up or down, and what was counted then."""

    __tablename__ = "level_changes"

    id: Mapped[Key]
    account_id: Mapped[int] = points_to("accounts.id")
    before: Mapped[int]
    after: Mapped[int]
    why: Mapped[str]  # reached, lost or hand
    reason: Mapped[str] = mapped_column(default="")  # in the words of who did it by hand
    by_id: Mapped[int | None] = points_to("accounts.id")
    figures: Mapped[dict[str, Any]]
    at: Mapped[datetime]


class LevelHold(Base):
    """A level that staff decided: counting changes nothing until they give it free again."""

    __tablename__ = "level_holds"

    account_id: Mapped[int] = points_to("accounts.id", primary_key=True)
    by_id: Mapped[int | None] = points_to("accounts.id")
    reason: Mapped[str]
    at: Mapped[datetime]


class Strike(Base):
    """Something of theirs that staff took down after reports; `key` names the decision."""

    __tablename__ = "strikes"

    id: Mapped[Key]
    account_id: Mapped[int] = points_to("accounts.id")
    key: Mapped[str] = mapped_column(unique=True)
    at: Mapped[datetime]


class BadgeGrant(Base):
    """One badge of one person. A revoked one stays as a row, so that no job gives it again."""

    __tablename__ = "badge_grants"
    __table_args__ = (
        UniqueConstraint("account_id", "badge"),
        Index("ix_badge_grants_badge_id", "badge", "id"),
    )

    id: Mapped[Key]
    account_id: Mapped[int] = points_to("accounts.id", index=False)
    badge: Mapped[str]
    by_id: Mapped[int | None] = points_to("accounts.id")
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    revoked_by_id: Mapped[int | None] = points_to("accounts.id")
    revoked_reason: Mapped[str] = mapped_column(default="")


class SeasonPoints(Base):
    """Points of one season such as 2026-Q4, counted anew while it lasts."""

    __tablename__ = "season_points"
    __table_args__ = (Index("ix_season_points_season_points", "season", "points", "account_id"),)

    season: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[int] = points_to("accounts.id", primary_key=True, index=True)
    points: Mapped[int]


class LeaderboardLeave(Base):
    """Somebody who does not want to be ranked."""

    __tablename__ = "leaderboard_leaves"

    account_id: Mapped[int] = points_to("accounts.id", primary_key=True)
    at: Mapped[datetime]


class Helpfulness(Base):
    """How much somebody helped in the last year, so that the directory can be sorted by it."""

    __tablename__ = "helpfulness"
    __table_args__ = (Index("ix_helpfulness_score_account_id", "score", "account_id"),)

    account_id: Mapped[int] = points_to("accounts.id", primary_key=True)
    score: Mapped[int]
    answers: Mapped[int]
    thanks: Mapped[int]
