"""The ideas somebody voted for, and what they decided."""

from typing import Any

from sqlalchemy import delete, select, update

from community.fans.forum import threads
from community.kernel.db import db
from community.kernel.slots import Privacy

from . import voting
from .models import IdeaDecision, IdeaVote, VotePurse

COLUMNS = ("idea_votes.account_id", "idea_decisions.by_id", "vote_purses.account_id")


def access(account_ids: list[int], member_id: int) -> dict[str, Any]:
    votes = db.session.scalars(select(IdeaVote).where(IdeaVote.account_id.in_(account_ids)))
    return {"idea_votes": [{"thread": each.thread_id, "at": each.at.isoformat()} for each in votes]}


def erase(account_ids: list[int], member_id: int) -> None:
    gone = (
        delete(IdeaVote).where(IdeaVote.account_id.in_(account_ids)).returning(IdeaVote.thread_id)
    )
    for thread_id in sorted(set(db.session.scalars(gone))):
        voting.recount(thread_id)
        threads.touch_page(thread_id)
    db.session.execute(delete(VotePurse).where(VotePurse.account_id.in_(account_ids)))
    theirs = update(IdeaDecision).where(IdeaDecision.by_id.in_(account_ids))
    db.session.execute(theirs.values(by_id=None))


PRIVACY = Privacy("ideas", COLUMNS, access, erase)
