"""What somebody has done, counted by the database: each is a part of a statement about accounts."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from community.fans.forum import Post, Reaction, Thread
from community.fans.recognition.models import Strike
from community.people.accounts import Account
from community.people.attendance import AttendanceDay

Since = datetime | None


def days(since: Since) -> Any:
    return _of_days(func.count(), since)


def threads(since: Since) -> Any:
    return _of_days(func.coalesce(func.sum(AttendanceDay.threads_entered), 0), since)


def posts(since: Since) -> Any:
    return _of_days(func.coalesce(func.sum(AttendanceDay.posts_read), 0), since)


def minutes(since: Since) -> Any:
    return _of_days(func.coalesce(func.sum(AttendanceDay.seconds), 0) / 60, since)


def given(since: Since) -> Any:
    query = select(func.count()).where(Reaction.account_id == Account.id)
    return _about(query.where(Reaction.at >= since) if since else query)


def received(since: Since) -> Any:
    query = select(func.count()).select_from(Reaction).join(Post, Post.id == Reaction.post_id)
    query = query.where(Post.author_id == Account.id, *visible())
    return _about(query.where(Reaction.at >= since) if since else query)


def replied(since: Since) -> Any:
    """Threads of others in which they replied."""
    query = (
        select(func.count(func.distinct(Post.thread_id)))
        .join(Thread, Thread.id == Post.thread_id)
        .where(Post.author_id == Account.id, Thread.author_id != Account.id, *visible())
    )
    return _about(query.where(Post.created_at >= since) if since else query)


def strikes(since: Since) -> Any:
    query = select(func.count()).where(Strike.account_id == Account.id)
    return _about(query.where(Strike.at >= since) if since else query)


def visible() -> tuple[Any, ...]:
    return Post.hidden_at.is_(None), Post.held_at.is_(None), Post.deleted_at.is_(None)


def _of_days(counted: Any, since: Since) -> Any:
    query = select(counted).where(AttendanceDay.account_id == Account.id)
    return _about(query.where(AttendanceDay.day >= since.date()) if since else query)


def _about(query: Select[Any]) -> Any:
    return query.correlate(Account).scalar_subquery()
