"""How well the accepted answer stands, under the question."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from community.fans.forum.models import Acceptance
from community.kernel import clock, settings
from community.kernel.db import db

from .models import AnswerStanding, Trial


def load(thread: Any, reader: Any, opening: Any) -> dict[str, Any] | None:
    """One statement, and only where an answer was accepted."""
    if thread.accepted_post_id is None:
        return None
    mine = (Trial.post_id == Acceptance.post_id) & (Trial.account_id == (reader.id or 0))
    query = (
        select(
            Acceptance.at,
            AnswerStanding.works_count,
            AnswerStanding.fails_count,
            AnswerStanding.version,
            AnswerStanding.worked_at,
            Trial.works.label("mine"),
            Trial.version.label("my_version"),
        )
        .outerjoin(AnswerStanding, AnswerStanding.post_id == Acceptance.post_id)
        .outerjoin(Trial, mine)
        .where(Acceptance.thread_id == thread.id)
    )
    row = db.session.execute(query).first()
    return _said(row) if row else None


def _said(row: Any) -> dict[str, Any]:
    since = row.worked_at or row.at
    quiet = timedelta(days=settings.read("forum.still_works_days"))
    return {
        "works": row.works_count or 0,
        "fails": row.fails_count or 0,
        "version": row.version or "",
        "since": since,
        "old": clock.now() - since > quiet,
        "mine": row.mine,
        "my_version": row.my_version or row.version or "",
    }
