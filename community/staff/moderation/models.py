"""Flags by readers, the items staff review, and what was decided."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.db import Base, Key, Number, points_to


class Flag(Base):
    """One reader's word that something is wrong with one thing."""

    __tablename__ = "flags"
    __table_args__ = (UniqueConstraint("kind", "subject_id", "by_id"),)

    id: Mapped[Key]
    kind: Mapped[str]  # of a Moderatable: post, thread, appeal, ...
    subject_id: Mapped[int] = mapped_column(Number)
    by_id: Mapped[int] = points_to("accounts.id")
    reason: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    weight: Mapped[float]
    at: Mapped[datetime]
    upheld: Mapped[bool | None]  # None until decided


class ReviewItem(Base):
    """One thing that waits for staff, or waited. `version` tells two reviewers that they met."""

    __tablename__ = "review_items"
    __table_args__ = (
        UniqueConstraint("kind", "subject_id"),
        Index("ix_review_items_closed_at_weight", "closed_at", "weight"),
    )

    id: Mapped[Key]
    kind: Mapped[str]
    subject_id: Mapped[int] = mapped_column(Number)
    source: Mapped[str]  # flags, held or appeal
    weight: Mapped[float] = mapped_column(default=0)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    claimed_by_id: Mapped[int | None] = points_to("accounts.id")
    claimed_at: Mapped[datetime | None]
    reminded: Mapped[int] = mapped_column(default=0)  # how often staff were reminded
    version: Mapped[int] = mapped_column(default=1)


class Decision(Base):
    """What staff did with an item, and the reason its author is told."""

    __tablename__ = "decisions"

    id: Mapped[Key]
    item_id: Mapped[int] = points_to("review_items.id")
    author_id: Mapped[int | None] = points_to("accounts.id")
    by_id: Mapped[int | None] = points_to("accounts.id")  # None: the sum of flags decided
    action: Mapped[str]  # hide, keep, approve, reject; grant or stand for an appeal
    reason: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    suspension_id: Mapped[int | None] = points_to("suspensions.id")
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = points_to("accounts.id")
