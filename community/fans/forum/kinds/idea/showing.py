"""An idea under its opening post, and the list of ideas by votes."""

from typing import Any

from sqlalchemy import literal, select
from sqlalchemy.orm import aliased

from community.fans.forum import threads
from community.fans.forum.models import Thread
from community.kernel.db import db
from community.kernel.i18n import lazy_gettext as _l

from . import deciding, voting
from .models import Idea, IdeaDecision, IdeaVote

WORDS = {
    "open": _l("Open"),
    "planned": _l("Planned"),
    "started": _l("Started"),
    "done": _l("Done"),
    "declined": _l("Declined"),
    "merged": _l("Merged"),
}
SIGNS = {
    "planned": "info",
    "started": "brand",
    "done": "good",
    "declined": "warn",
    "merged": "warn",
}


def load(thread: Any, reader: Any, opening: Any) -> dict[str, Any] | None:
    """One statement: the votes, the last decision, one's own vote and what is left of one's own budget."""
    into = aliased(Thread)
    mine = (IdeaVote.thread_id == Idea.thread_id) & (IdeaVote.account_id == (reader.id or 0))
    spent = voting.spent(reader.id) if reader.signed_in else literal(0)
    query = (
        select(Idea.votes_count, Idea.status, Idea.merged_into_id, IdeaDecision.note, IdeaDecision.at,
               IdeaVote.at.label("mine"), spent.label("spent"), into.title.label("into"))
        .outerjoin(IdeaDecision, IdeaDecision.id == Idea.decision_id)
        .outerjoin(IdeaVote, mine)
        .outerjoin(into, (into.id == Idea.merged_into_id) & threads.seen_by(reader, into))
        .where(Idea.thread_id == thread.id)
    )  # fmt: skip
    row = db.session.execute(query).first()
    return _said(row, reader) if row else None


def _said(row: Any, reader: Any) -> dict[str, Any]:
    return {
        "votes": row.votes_count,
        "status": row.status,
        "word": WORDS[row.status],
        "sign": SIGNS.get(row.status, ""),
        "note": row.note or "",
        "decided": row.at,
        "open": row.status in voting.BINDING,
        "mine": row.mine is not None,
        "left": max(0, voting.budget(reader) - row.spent) if reader.signed_in else 0,
        "into": row.into,
        "into_url": f"/t/{row.merged_into_id}",
        "statuses": [(each, WORDS[each]) for each in deciding.STATUSES],
    }


def by_votes(actor: Any, status: str, *, place: threads.Place, limit: int = 30) -> threads.Slice:
    """The ideas with a status, those most wanted first."""
    idea = Idea.__table__.c
    query = threads.statement(actor).join(Idea.__table__, idea.thread_id == Thread.__table__.c.id)
    query = query.add_columns(idea.votes_count, idea.status).where(idea.status == status)
    return threads.listed_by(query, idea.votes_count, actor, place=place, limit=limit)
