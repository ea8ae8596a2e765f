"""What was uploaded, by whom, and whether anything shows it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.db import Base, Key, points_to


class Upload(Base):
    """A re-encoded picture; `key` is its address under /media/ and its name in the storage."""

    __tablename__ = "uploads"
    __table_args__ = (Index("ix_uploads_owner_id_created_at", "owner_id", "created_at"),)

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(unique=True)
    owner_id: Mapped[int | None] = points_to("accounts.id", index=False)
    width: Mapped[int]
    height: Mapped[int]
    size: Mapped[int]
    variants: Mapped[list[Any]]  # keys of smaller ones, smallest first
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(
        index=True
    )  # None: an orphan, deleted after two days
