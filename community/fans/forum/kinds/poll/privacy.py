"""How somebody voted in polls."""

from typing import Any

from sqlalchemy import delete, select

from community.fans.forum import threads
from community.kernel.db import db
from community.kernel.slots import Privacy

from . import voting
from .models import Ballot


def access(account_ids: list[int], member_id: int) -> dict[str, Any]:
    cast = db.session.scalars(select(Ballot).where(Ballot.account_id.in_(account_ids)))
    return {
        "ballots": [
            {"thread": each.thread_id, "choices": each.choices, "at": each.at.isoformat()}
            for each in cast
        ]
    }


def erase(account_ids: list[int], member_id: int) -> None:
    """The ballots go, and the points with them."""
    gone = delete(Ballot).where(Ballot.account_id.in_(account_ids)).returning(Ballot.thread_id)
    for thread_id in sorted(set(db.session.scalars(gone))):
        voting.recount(thread_id)
        threads.touch_page(thread_id)


PRIVACY = Privacy("polls", ("ballots.account_id",), access, erase)
