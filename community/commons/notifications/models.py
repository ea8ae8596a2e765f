"""What somebody is told, and how they want to be told."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.db import Base, Key, Number, points_to


class Notification(Base):
    """One line on somebody's notification page; further actors merge into it while it is unread."""

    __tablename__ = "notifications"
    __table_args__ = (
        Index("ix_notifications_account_id_updated_at", "account_id", "updated_at"),
        Index("ix_notifications_account_id_thread_id", "account_id", "thread_id"),
    )

    id: Mapped[Key]
    account_id: Mapped[int] = points_to("accounts.id", index=False)
    kind: Mapped[str]
    thread_id: Mapped[int | None] = mapped_column(Number, index=True)
    post_id: Mapped[int | None] = mapped_column(Number, index=True)
    url: Mapped[str]
    title: Mapped[str]
    actor_ids: Mapped[list[Any]]  # newest first, each once
    count: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]


class NotificationChoice(Base):
    """Where one kind of notification reaches somebody; no row means the kind's default."""

    __tablename__ = "notification_choices"

    account_id: Mapped[int] = points_to("accounts.id", primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    site: Mapped[bool] = mapped_column(default=True)
    mail: Mapped[bool] = mapped_column(default=True)
