"""One row for each day on which somebody was here."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.db import Base, points_to


class AttendanceDay(Base):
    """A day (UTC) of one account; `looked_at` is when they last opened something to read."""

    __tablename__ = "attendance_days"

    account_id: Mapped[int] = points_to("accounts.id", primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    seconds: Mapped[int] = mapped_column(default=0)
    posts_read: Mapped[int] = mapped_column(default=0)
    threads_entered: Mapped[int] = mapped_column(default=0)
    looked_at: Mapped[datetime | None]
