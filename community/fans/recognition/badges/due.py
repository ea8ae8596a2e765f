"""The questions behind the badges: each gives the account ids that meet a criterion, in one statement."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from community.fans.forum import Post, Reaction, Thread
from community.fans.recognition.levels.measures import visible
from community.kernel import clock
from community.people.accounts import Account
from community.people.attendance import AttendanceDay

LATELY = timedelta(days=90)


def wrote() -> Select[Any]:
    return select(Post.author_id).where(*visible()).distinct()


def introduced() -> Select[Any]:
    return select(Account.id).where(Account.about != "", Account.avatar_key.is_not(None))


def started_talk(number: int) -> Select[Any]:
    reply = aliased(Post)
    voices = func.count(func.distinct(reply.author_id))
    talk = (
        select(Thread.author_id)
        .join(reply, reply.thread_id == Thread.id)
        .where(reply.author_id != Thread.author_id, Thread.hidden_at.is_(None))
        .where(reply.hidden_at.is_(None), reply.held_at.is_(None), reply.deleted_at.is_(None))
        .group_by(Thread.id, Thread.author_id)
        .having(voices >= number)
    )
    return select(talk.subquery().c.author_id).distinct()


def received(number: int) -> Select[Any]:
    counted = select(Post.author_id).join(Reaction, Reaction.post_id == Post.id).where(*visible())
    return counted.group_by(Post.author_id).having(func.count() >= number)


def wrote_well(number: int) -> Select[Any]:
    counted = select(Post.author_id).join(Reaction, Reaction.post_id == Post.id).where(*visible())
    praised = counted.group_by(Post.id, Post.author_id).having(func.count() >= number)
    return select(praised.subquery().c.author_id).distinct()


def gave(number: int) -> Select[Any]:
    counted = select(Reaction.account_id).group_by(Reaction.account_id)
    return counted.having(func.count() >= number)


def solved(number: int) -> Select[Any]:
    counted = select(Post.author_id).join(Thread, Thread.accepted_post_id == Post.id)
    counted = counted.where(Thread.author_id != Post.author_id, *visible())
    return counted.group_by(Post.author_id).having(func.count() >= number)


def read(number: int) -> Select[Any]:
    counted = select(AttendanceDay.account_id).group_by(AttendanceDay.account_id)
    return counted.having(func.sum(AttendanceDay.posts_read) >= number)


def visited(number: int) -> Select[Any]:
    counted = select(AttendanceDay.account_id).group_by(AttendanceDay.account_id)
    return counted.having(func.count() >= number)


def stayed(number: int) -> Select[Any]:
    lately = select(Post.author_id).where(Post.created_at > clock.now() - LATELY, *visible())
    since = clock.now() - timedelta(days=number)
    return select(Account.id).where(Account.created_at <= since, Account.id.in_(lately))
