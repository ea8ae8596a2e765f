"""A poll under its opening post: the form, or the results as a chart, with one statement."""

from typing import Any

from sqlalchemy import select

from community.fans.forum import people
from community.kernel.db import db

from . import voting
from .models import Ballot, Poll, PollOption

SHOWN_BALLOTS = 500


def load(thread: Any, reader: Any, opening: Any) -> dict[str, Any] | None:
    mine = (Ballot.thread_id == Poll.thread_id) & (Ballot.account_id == (reader.id or 0))
    query = (
        select(
            Poll.mode,
            Poll.secret,
            Poll.results,
            Poll.closes_at,
            Poll.closed_at,
            Poll.ballots_count,
            PollOption.position,
            PollOption.text,
            PollOption.points,
            Ballot.choices,
        )
        .join(PollOption, PollOption.thread_id == Poll.thread_id)
        .outerjoin(Ballot, mine)
        .where(Poll.thread_id == thread.id)
        .order_by(PollOption.position)
    )
    rows = db.session.execute(query).all()
    return _said(rows, thread, reader) if rows else None


def shows_results(poll: Any, voted: bool, over: bool) -> bool:
    return over or poll.results == "always" or (poll.results == "voted" and voted)


def _said(rows: Any, thread: Any, reader: Any) -> dict[str, Any]:
    poll, mine = rows[0], rows[0].choices
    over = voting.is_over(poll) or thread.closed_at is not None
    open_results = shows_results(poll, mine is not None, over)
    return {
        "mode": poll.mode,
        "secret": poll.secret,
        "results": poll.results,
        "closes": poll.closes_at,
        "over": over,
        "n": poll.ballots_count,
        "voted": mine is not None,
        "show": open_results,
        "options": [(row.position, row.text) for row in rows],
        "bars": _bars(rows, mine or []) if open_results else [],
        "ranks": range(1, min(len(rows), 5) + 1),
        "named": not poll.secret and open_results and poll.ballots_count > 0,
    }


def _bars(rows: Any, mine: list[int]) -> list[dict[str, Any]]:
    """The chart's bars, most points first, with their share of all ballots where that means something."""
    poll, best = rows[0], max(row.points for row in rows)
    ballots = poll.ballots_count or 1
    bars = [
        {
            "text": row.text,
            "points": row.points,
            "share": None if poll.mode == "ranked" else round(100 * row.points / ballots),
            "width": round(100 * row.points / best, 1) if best else 0,
            "mine": row.position in mine,
            "best": best > 0 and row.points == best,
        }
        for row in rows
    ]
    return sorted(bars, key=lambda bar: -bar["points"])


def ballots(thread_id: int) -> list[dict[str, Any]]:
    """Who chose what, of an open poll; the newest first."""
    of_it = select(Ballot).where(Ballot.thread_id == thread_id).order_by(Ballot.at.desc())
    cast = list(db.session.scalars(of_it.limit(SHOWN_BALLOTS)))
    options = select(PollOption.position, PollOption.text).where(PollOption.thread_id == thread_id)
    texts = dict(db.session.execute(options).all())
    who = people.briefs(each.account_id for each in cast)
    return [
        {
            "who": who.get(each.account_id),
            "chose": [texts[place] for place in each.choices],
            "at": each.at,
        }
        for each in cast
    ]
