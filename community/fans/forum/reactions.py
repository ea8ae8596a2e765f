"""Reactions: one reader has one reaction to a post; the database decides, counters equal rows."""

from typing import Any

from sqlalchemy import delete, select, update

from community.kernel import clock
from community.kernel.db import db, insert_or_ignore
from community.kernel.events import announce
from community.kernel.permissions import require
from community.kernel.refusals import Invalid, NotFound

from . import counts
from .events import Reacted, ReactionWithdrawn
from .models import Post, Reaction, Thread
from .permissions import author
from .refusals import OwnPost

KINDS = ("like", "thanks", "funny", "insightful")


def react(post: Post, kind: str, *, by: Any) -> None:
    """Add a reaction, or change its kind."""
    require(by, "forum.react")
    if author(by, post):
        raise OwnPost()
    if kind not in KINDS:
        raise Invalid()
    _hold(post)
    if insert_or_ignore(Reaction, post_id=post.id, account_id=by.id, kind=kind, at=clock.now()):
        _recount(post, 1)
        announce(
            Reacted(
                by=by.id,
                member_id=by.member_id,
                post_id=post.id,
                kind=kind,
                account_id=post.author_id,
            )
        )
    elif _change(post, kind, by):
        _recount(post, 0)


def withdraw(post: Post, *, by: Any) -> None:
    require(by, "forum.react")
    _hold(post)
    mine = delete(Reaction).where(Reaction.post_id == post.id, Reaction.account_id == by.id)
    if db.session.execute(mine).rowcount:  # type: ignore[attr-defined]
        _recount(post, -1)
        announce(
            ReactionWithdrawn(
                by=by.id, member_id=by.member_id, post_id=post.id, account_id=post.author_id
            )
        )


def mine(post: Post, by: Any) -> str | None:
    return db.session.scalar(
        select(Reaction.kind).where(Reaction.post_id == post.id, Reaction.account_id == by.id)
    )


def _hold(post: Post) -> None:
    """Reactions to one post take turns, so that the counter equals the rows."""
    db.session.refresh(post, with_for_update=True)
    if not post.visible:
        raise NotFound()


def _change(post: Post, kind: str, by: Any) -> bool:
    other = update(Reaction).where(
        Reaction.post_id == post.id, Reaction.account_id == by.id, Reaction.kind != kind
    )
    return bool(db.session.execute(other.values(kind=kind)).rowcount)  # type: ignore[attr-defined]


def _recount(post: Post, change: int) -> None:
    post.reactions = counts.reactions_of(post.id)
    post.reactions_count = sum(post.reactions.values())
    db.session.flush()
    counted = update(Thread).where(Thread.id == post.thread_id)
    db.session.execute(
        counted.values(
            reactions_count=Thread.reactions_count + change,
            score=Thread.score + change * counts.REACTION_WEIGHT,
            version=Thread.version + 1,
        ).execution_options(synchronize_session=False)
    )
