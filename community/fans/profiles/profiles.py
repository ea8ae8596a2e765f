"""What a profile shows: what somebody gave, nothing that the record knows besides."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Date, cast, func, select

from community.fans.forum import Post, Thread, boards, tags
from community.kernel import clock
from community.kernel.db import db
from community.kernel.refusals import NotFound
from community.people import accounts
from community.people.accounts import Account

WEEKS = 53


def one(handle: str) -> Account:
    """By handle, in any case; NotFound for those who erased themselves."""
    account = accounts.find(handle=handle)
    if account is None or account.erased_at:
        raise NotFound()
    return account


def figures(account_id: int, actor: Any) -> dict[str, int]:
    """Posts, threads, accepted answers and reactions received, in boards that `actor` may enter."""
    seen = _written_by(account_id, actor)
    totals = select(
        func.count(Post.id),
        func.count(Post.id).filter(Post.position == 1),
        func.count(Post.id).filter(Thread.accepted_post_id == Post.id),
    ).join(Thread, Thread.id == Post.thread_id)
    posts, threads, answers = db.session.execute(totals.where(*seen)).one()
    return {"posts": posts, "threads": threads, "answers": answers}


def best(account_id: int, actor: Any, limit: int = 5) -> list[Any]:
    """Accepted answers first, then what was read most in threads they began."""
    columns = (
        Post.id,
        Post.position,
        Post.html,
        Post.created_at,
        Thread.id.label("thread_id"),
        Thread.title,
        Thread.slug,
        Thread.kind,
        Thread.score,
    )
    accepted = (Thread.accepted_post_id == Post.id).label("accepted")
    query = (
        select(*columns, accepted)
        .join(Thread, Thread.id == Post.thread_id)
        .where(*_written_by(account_id, actor))
    )
    query = query.where((Thread.accepted_post_id == Post.id) | (Post.position == 1))
    return list(
        db.session.execute(
            query.order_by(accepted.desc(), Thread.score.desc(), Post.id.desc()).limit(limit)
        )
    )


def year(account_id: int) -> list[int]:
    """53 whole weeks of days, oldest first, each from 0 (nothing) to 4 (much): the quiet strip."""
    today = clock.now().date()
    first = today - timedelta(days=today.weekday(), weeks=WEEKS - 1)
    day = (
        func.date(Post.created_at)
        if db.engine.dialect.name == "sqlite"
        else cast(Post.created_at, Date)
    )
    start = datetime.combine(first, datetime.min.time(), clock.now().tzinfo)
    counted = select(day, func.count()).where(
        Post.author_id == account_id,
        Post.created_at >= start,
        Post.hidden_at.is_(None),
        Post.deleted_at.is_(None),
    )
    found = {str(each): number for each, number in db.session.execute(counted.group_by(day))}
    return [
        min(4, found.get((first + timedelta(days=each)).isoformat(), 0))
        for each in range(WEEKS * 7)
    ]


def topics(account_id: int, actor: Any, limit: int = 8) -> list[str]:
    """The tags of the threads they write in, the most frequent first."""
    rows = (
        select(tags.names_of(Thread.id).label("tags"))
        .select_from(Thread)
        .join(Post, Post.thread_id == Thread.id)
        .where(*_written_by(account_id, actor))
        .order_by(Post.id.desc())
        .limit(200)
    )
    counted = Counter(name for names in db.session.scalars(rows) for name in (names or "").split())
    return [name for name, _number in counted.most_common(limit)]


def _written_by(account_id: int, actor: Any) -> tuple[Any, ...]:
    in_sight = (
        Post.hidden_at.is_(None),
        Post.held_at.is_(None),
        Post.deleted_at.is_(None),
        Thread.hidden_at.is_(None),
    )
    return (Post.author_id == account_id, Thread.board_id.in_(boards.visible_ids(actor)), *in_sight)
