"""Cast a ballot, once; the points stand beside the options and equal the ballots."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, select, update

from community.fans.forum import telling, threads
from community.fans.forum.events import PollClosed, PollVoted
from community.fans.forum.models import Closure, Thread
from community.fans.forum.refusals import AlreadyVoted, ChoiceWanted, PollOver
from community.kernel import clock
from community.kernel.db import db, insert_or_ignore
from community.kernel.events import announce
from community.kernel.permissions import require
from community.kernel.refusals import NotFound

from .models import Ballot, Poll, PollOption


def vote(thread: Thread, choices: Sequence[int], *, by: Any) -> None:
    """`choices` are positions of options, in a ranked poll the best first. AlreadyVoted the second time."""
    require(by, "forum.vote", thread)
    poll = _held(thread)
    _refuse_over(poll)
    chosen = _sensible(poll, choices)
    if not insert_or_ignore(
        Ballot, thread_id=thread.id, account_id=by.id, choices=chosen, at=clock.now()
    ):
        raise AlreadyVoted()
    _count(poll, chosen, 1)
    threads.touch_page(thread.id)
    announce(PollVoted(by=by.id, member_id=by.member_id, thread_id=thread.id))


def withdraw(thread: Thread, *, by: Any) -> None:
    """Take the ballot back to vote anew, while the poll runs."""
    require(by, "forum.vote", thread)
    poll = _held(thread)
    _refuse_over(poll)
    mine = delete(Ballot).where(Ballot.thread_id == thread.id, Ballot.account_id == by.id)
    taken = db.session.scalars(mine.returning(Ballot.choices)).first()
    if taken is not None:
        _count(poll, taken, -1)
        threads.touch_page(thread.id)


def close_those_due() -> int:
    """Polls whose time is over say so on their pages, and their voters hear of the result."""
    due = db.session.scalars(
        select(Poll)
        .where(Poll.closes_at <= clock.now(), Poll.closed_at.is_(None))
        .with_for_update()
    ).all()
    for poll in due:
        poll.closed_at = clock.now()
        db.session.flush()
        threads.touch(poll.thread_id)
        announce(PollClosed(thread_id=poll.thread_id))
    return len(due)


def tell_of_end(thread_id: int) -> None:
    thread = threads.one(thread_id)
    voters = db.session.scalars(select(Ballot.account_id).where(Ballot.thread_id == thread_id))
    telling.of_kind(set(voters) | {thread.author_id}, "poll", thread, None)


def recount(thread_id: int) -> None:
    """All points of a poll again, from its ballots."""
    poll = db.session.get_one(Poll, thread_id, populate_existing=True, with_for_update=True)
    ballots = db.session.scalars(select(Ballot.choices).where(Ballot.thread_id == thread_id)).all()
    of_it = update(PollOption).where(PollOption.thread_id == thread_id)
    db.session.execute(of_it.values(points=0))
    poll.ballots_count = 0
    db.session.flush()
    for choices in ballots:
        _count(poll, choices, 1)


def is_over(poll: Any) -> bool:
    return bool(poll.closed_at or (poll.closes_at and poll.closes_at <= clock.now()))


def _held(thread: Thread) -> Poll:
    """The poll, locked: its ballots take turns, so the points equal them."""
    poll = db.session.get(Poll, thread.id, populate_existing=True, with_for_update=True)
    if poll is None or thread.hidden_at:
        raise NotFound()
    return poll


def _refuse_over(poll: Poll) -> None:
    closed = select(Closure.at).where(Closure.thread_id == poll.thread_id)
    if is_over(poll) or db.session.scalar(closed):
        raise PollOver()


def _sensible(poll: Poll, choices: Sequence[int]) -> list[int]:
    of_it = select(func.count()).where(PollOption.thread_id == poll.thread_id)
    known = range(1, (db.session.scalar(of_it) or 0) + 1)
    chosen = list(dict.fromkeys(each for each in choices if each in known))
    if not chosen or (poll.mode == "single" and len(chosen) > 1):
        raise ChoiceWanted()
    return chosen if poll.mode == "ranked" else sorted(chosen)


def _count(poll: Poll, choices: Sequence[int], way: int) -> None:
    """Borda: of n options the best gets n points, the next n - 1, what is not ranked none."""
    ranked = poll.mode == "ranked"
    most = _how_many(poll) if ranked else 1
    for place, position in enumerate(choices):
        option = (PollOption.thread_id == poll.thread_id, PollOption.position == position)
        points = PollOption.points + way * (most - place if ranked else 1)
        db.session.execute(update(PollOption).where(*option).values(points=points))
    poll.ballots_count += way
    db.session.flush()


def _how_many(poll: Poll) -> int:
    of_it = select(func.count()).where(PollOption.thread_id == poll.thread_id)
    return db.session.scalar(of_it) or 0
