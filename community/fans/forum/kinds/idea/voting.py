"""Spend a vote on an idea and take it back; a vote is free again once the idea is settled."""

from typing import Any

from sqlalchemy import delete, func, select, update

from community.fans.forum import follows, threads
from community.fans.forum.events import IdeaVoted, IdeaVoteWithdrawn
from community.fans.forum.models import Thread
from community.fans.forum.refusals import IdeaSettled, NoVotesLeft
from community.kernel import clock, settings
from community.kernel.db import db, insert_or_ignore
from community.kernel.events import announce
from community.kernel.permissions import require
from community.kernel.refusals import NotFound

from .models import Idea, IdeaVote, VotePurse

BUDGETS = (3, 5, 10, 15, 20)
BINDING = ("open", "planned", "started")  # a vote for these is spent


def begin(thread: Thread, filled: dict[str, str], by: Any) -> None:
    insert_or_ignore(Idea, thread_id=thread.id, status="open", votes_count=0)


def vote(thread: Thread, *, by: Any) -> None:
    """One vote per idea and person. NoVotesLeft once the budget of the level is spent."""
    require(by, "forum.vote", thread)
    _hold_purse(by)
    if held(thread).status not in BINDING:
        raise IdeaSettled()
    if voted(thread.id, by):
        return
    if spent_of(by.id) >= budget(by):
        raise NoVotesLeft(most=budget(by))
    insert_or_ignore(IdeaVote, thread_id=thread.id, account_id=by.id, at=clock.now())
    recount(thread.id)
    follows.begin(by, thread.id, "tracking")
    threads.touch_page(thread.id)
    announce(IdeaVoted(by=by.id, member_id=by.member_id, thread_id=thread.id))


def withdraw(thread: Thread, *, by: Any) -> None:
    require(by, "forum.vote", thread)
    held(thread)
    mine = delete(IdeaVote).where(IdeaVote.thread_id == thread.id, IdeaVote.account_id == by.id)
    if db.session.execute(mine).rowcount:  # type: ignore[attr-defined]
        recount(thread.id)
        threads.touch_page(thread.id)
        announce(IdeaVoteWithdrawn(by=by.id, member_id=by.member_id, thread_id=thread.id))


def budget(by: Any) -> int:
    """How many votes somebody of this level may have out at once."""
    most: int = settings.read(f"forum.idea_votes_{min(max(by.level, 0), len(BUDGETS) - 1)}")
    return most


def spent(account_id: Any) -> Any:
    """The votes somebody has out, as a part of a statement."""
    out = (
        select(func.count()).select_from(IdeaVote).join(Idea, Idea.thread_id == IdeaVote.thread_id)
    )
    return out.where(IdeaVote.account_id == account_id, Idea.status.in_(BINDING)).scalar_subquery()


def spent_of(account_id: int) -> int:
    return db.session.scalar(select(spent(account_id))) or 0


def voted(thread_id: int, by: Any) -> bool:
    mine = select(IdeaVote.at).where(IdeaVote.thread_id == thread_id, IdeaVote.account_id == by.id)
    return db.session.scalar(mine) is not None


def voters(thread_id: int) -> set[int]:
    return set(
        db.session.scalars(select(IdeaVote.account_id).where(IdeaVote.thread_id == thread_id))
    )


def held(thread: Thread) -> Idea:
    """The idea, locked, so that its counter equals its votes and its status stays as read."""
    if thread.kind != "idea" or thread.hidden_at:
        raise NotFound()
    begin(thread, {}, None)
    return db.session.get_one(Idea, thread.id, populate_existing=True, with_for_update=True)


def recount(thread_id: int) -> None:
    of_it = select(func.count()).where(IdeaVote.thread_id == thread_id).scalar_subquery()
    counted = update(Idea).where(Idea.thread_id == thread_id).values(votes_count=of_it)
    db.session.execute(counted.execution_options(synchronize_session=False))


def _hold_purse(by: Any) -> None:
    insert_or_ignore(VotePurse, account_id=by.id)
    db.session.execute(
        select(VotePurse.account_id).where(VotePurse.account_id == by.id).with_for_update()
    )
