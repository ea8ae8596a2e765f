"""What the team decided about a thread beyond closing and pinning: each a row with who, when and why."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.db import Base, points_to


class MovedPost(Base):
    """A place that a post has left for another thread: who took it out, when and why; its old address leads on."""

    __tablename__ = "moved_posts"

    thread_id: Mapped[int] = points_to("threads.id", primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    post_id: Mapped[int] = points_to("posts.id")
    by_id: Mapped[int | None] = points_to("accounts.id")
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")


class ClosureTimer(Base):
    """The thread closes by itself when it is due; a closed one opens again."""

    __tablename__ = "closure_timers"

    thread_id: Mapped[int] = points_to("threads.id", primary_key=True)
    by_id: Mapped[int | None] = points_to("accounts.id")
    at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    closes: Mapped[bool]  # or else it opens
    reason: Mapped[str] = mapped_column(default="")


class SlowMode(Base):
    """One person replies once in so many minutes."""

    __tablename__ = "slow_modes"

    thread_id: Mapped[int] = points_to("threads.id", primary_key=True)
    by_id: Mapped[int | None] = points_to("accounts.id")
    at: Mapped[datetime]
    minutes: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")
