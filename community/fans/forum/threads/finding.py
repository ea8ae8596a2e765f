"""Who sees which thread: one rule, asked by every way out."""

from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, true

from community.fans.forum import boards
from community.fans.forum.models import Thread
from community.kernel.db import db
from community.kernel.refusals import NotFound


def listed_for(actor: Any) -> ColumnElement[bool]:
    """What lists, counts, search and feeds show this reader: never what is hidden.

    The few boards out of sight are left out, rather than the many in sight named: the index on time still leads.
    """
    unseen = boards.unseen_ids(actor)
    in_sight = Thread.hidden_at.is_(None)
    return and_(in_sight, Thread.board_id.not_in(unseen)) if unseen else in_sight


def open_to(actor: Any) -> ColumnElement[bool]:
    """What opens by its address: what is listed, one's own, and for staff what is hidden."""
    unseen = boards.unseen_ids(actor)
    enters = Thread.board_id.not_in(unseen) if unseen else true()
    if actor.staff:
        return enters
    in_sight = Thread.hidden_at.is_(None)
    return and_(
        enters, or_(in_sight, Thread.author_id == actor.id) if actor.signed_in else in_sight
    )


class Visible:
    """`threads.visible_to(actor).one(7)`: the thread, or NotFound."""

    def __init__(self, actor: Any):
        self._actor = actor

    def one(self, thread_id: int) -> Thread:
        found = db.session.scalars(
            select(Thread).where(Thread.id == thread_id, open_to(self._actor))
        ).first()
        if found is None:
            raise NotFound()
        return found


def visible_to(actor: Any) -> Visible:
    return Visible(actor)


def one(thread_id: int) -> Thread:
    """The thread whatever its state, for verbs that have asked already."""
    found = db.session.get(Thread, thread_id)
    if found is None:
        raise NotFound()
    return found


def address(thread: Any) -> str:
    """Where the thread is read; `thread` needs id, slug and kind. An article has its place in the blog."""
    return f"/blog/{thread.slug}" if thread.kind == "article" else f"/t/{thread.id}/{thread.slug}"
