"""The consent ledger: rows are only added; the newest per member and purpose is in force."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.db import Base, Key, points_to


class ConsentEntry(Base):
    __tablename__ = "consents"
    __table_args__ = (Index("ix_consents_member_id_purpose_id", "member_id", "purpose", "id"),)

    id: Mapped[Key]
    member_id: Mapped[int] = points_to("members.id", index=False)
    purpose: Mapped[str] = mapped_column(index=True)
    given: Mapped[bool]
    text_version: Mapped[int]
    source: Mapped[str]  # the page or import that asked
    at: Mapped[datetime]
