"""Gatherings, who answered what, cancellations, and the keys of personal calendars."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.db import Base, points_to


class Gathering(Base):
    """When and where a thread of kind event takes place. The counters equal the rows of Rsvp."""

    __tablename__ = "gatherings"
    __table_args__ = (
        Index("ix_gatherings_starts_at_thread_id", "starts_at", "thread_id"),
        Index("ix_gatherings_phase_starts_at", "phase", "starts_at"),
    )

    thread_id: Mapped[int] = points_to("threads.id", primary_key=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    zone: Mapped[str]  # the name of the time zone it takes place in
    online: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")  # a link: to the place, or into the call
    address_hidden: Mapped[bool] = mapped_column(default=False)  # shown to those who come only
    capacity: Mapped[int | None]
    coming_count: Mapped[int] = mapped_column(default=0)
    maybe_count: Mapped[int] = mapped_column(default=0)
    waiting_count: Mapped[int] = mapped_column(default=0)
    came_count: Mapped[int] = mapped_column(default=0)
    code: Mapped[str]
    phase: Mapped[str] = mapped_column(default="ahead")  # what kept pages say: ahead, on or over
    sequence: Mapped[int] = mapped_column(default=0)  # grows with every change, for calendars
    changed_at: Mapped[datetime]
    reminded_day_at: Mapped[datetime | None]
    reminded_hour_at: Mapped[datetime | None]


class Rsvp(Base):
    """One person's answer: yes, waiting (yes, once there is a place), maybe or no."""

    __tablename__ = "rsvps"
    __table_args__ = (Index("ix_rsvps_thread_id_answer_at", "thread_id", "answer", "at"),)

    thread_id: Mapped[int] = points_to("gatherings.thread_id", primary_key=True)
    account_id: Mapped[int] = points_to("accounts.id", primary_key=True, index=True)
    answer: Mapped[str]
    at: Mapped[datetime]
    came_at: Mapped[datetime | None]


class GatheringCancellation(Base):
    __tablename__ = "gathering_cancellations"

    thread_id: Mapped[int] = points_to("gatherings.thread_id", primary_key=True)
    by_id: Mapped[int | None] = points_to("accounts.id")
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")


class CalendarKey(Base):
    """What the address of somebody's own calendar is signed with; a new one ends the old address."""

    __tablename__ = "calendar_keys"

    account_id: Mapped[int] = points_to("accounts.id", primary_key=True)
    nonce: Mapped[str]
    at: Mapped[datetime]
