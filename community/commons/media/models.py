"""What was uploaded, by whom, and what shows it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.db import Base, Key, Number, points_to


class Upload(Base):
    """A re-encoded picture, or a file as it came; `key` is its address under /media/ and its name in the storage."""

    __tablename__ = "uploads"
    __table_args__ = (Index("ix_uploads_owner_id_created_at", "owner_id", "created_at"),)

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(unique=True)
    owner_id: Mapped[int | None] = points_to("accounts.id", index=False)
    kind: Mapped[str] = mapped_column(
        default="picture", server_default="picture"
    )  # picture, sound, film or file
    name: Mapped[str] = mapped_column(default="", server_default="")  # as a file is saved again
    width: Mapped[int]
    height: Mapped[int]
    size: Mapped[int]
    variants: Mapped[list[Any]]  # keys of smaller ones, smallest first
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(
        index=True
    )  # None: an orphan, deleted after two days
    left_at: Mapped[datetime | None]  # when the last thing that showed it let it go


class MediaUse(Base):
    """One thing that shows an upload: whoever may see the thing may see the upload."""

    __tablename__ = "media_uses"
    __table_args__ = (Index("ix_media_uses_kind_subject_id", "kind", "subject_id"),)

    upload_id: Mapped[int] = points_to("uploads.id", primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)  # as a MediaPlace slot names it
    subject_id: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=False)
