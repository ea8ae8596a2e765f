"""What somebody keeps."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.db import Base, points_to


class Bookmark(Base):
    """One post that one person keeps. `remind_at` is empty once they have been reminded."""

    __tablename__ = "bookmarks"
    __table_args__ = (Index("ix_bookmarks_account_id_at_post_id", "account_id", "at", "post_id"),)

    account_id: Mapped[int] = points_to("accounts.id", primary_key=True, index=False)
    post_id: Mapped[int] = points_to("posts.id", primary_key=True, index=True)
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    remind_at: Mapped[datetime | None] = mapped_column(index=True)
