"""What was exported, why, and what was held back."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.db import Base, Key, points_to


class Export(Base):
    """The receipt of one export; the file itself lives for a day and belongs to who ordered it."""

    __tablename__ = "exports"

    id: Mapped[Key]
    token: Mapped[str] = mapped_column(unique=True)
    by_id: Mapped[int | None] = points_to("accounts.id")
    at: Mapped[datetime] = mapped_column(index=True)
    purpose: Mapped[str]
    format: Mapped[str]  # csv or jsonl
    audience: Mapped[dict[str, Any]]
    columns: Mapped[list[Any]]
    withheld: Mapped[dict[str, Any]]  # column -> {"values": n, "sources": [...]}
    matched: Mapped[int] = mapped_column(default=0)  # members the question found
    rows: Mapped[int] = mapped_column(default=0)  # members in the file
    digest: Mapped[str] = mapped_column(default="")  # SHA-256 of the file
    ready_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]
