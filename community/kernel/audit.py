"""Who did what to whom and why: rows are only ever added."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel import clock
from community.kernel.db import Base, Key, Number, db
from community.kernel.text import visible


class AuditRow(Base):
    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_subject_kind_subject_id", "subject_kind", "subject_id"),)

    id: Mapped[Key]
    at: Mapped[datetime] = mapped_column(index=True)
    by_id: Mapped[int | None] = mapped_column(Number, index=True)
    action: Mapped[str] = mapped_column(index=True)
    subject_kind: Mapped[str]
    subject_id: Mapped[int | None] = mapped_column(Number)
    reason: Mapped[str] = mapped_column(default="")
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]


def record(
    action: str,
    subject_kind: str,
    subject_id: int | None,
    *,
    by: Any,
    reason: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Add a row, e.g. record("post.hide", "post", 7, by=moderator, reason="Spam")."""
    db.session.add(
        AuditRow(
            at=clock.now(), by_id=by.id, action=action, subject_kind=subject_kind,
            subject_id=subject_id, reason=visible(reason), before=before, after=after,
        )
    )  # fmt: skip
    db.session.flush()


def latest(*, before_id: int | None = None, limit: int = 50) -> list[AuditRow]:
    query = select(AuditRow).order_by(AuditRow.id.desc()).limit(limit)
    if before_id:
        query = query.where(AuditRow.id < before_id)
    return list(db.session.scalars(query))
