"""Who sees which thread: one rule, asked by every way out."""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, or_, select, true

from community.fans.forum import boards
from community.fans.forum.models import Thread
from community.kernel.db import db
from community.kernel.refusals import NotFound


class Sight(NamedTuple):
    """What decides which threads somebody sees, apart from which are their own."""

    unseen: frozenset[int]
    staff: bool
    signed_in: bool


def sight_of(actor: Any) -> Sight:
    return Sight(boards.unseen_ids(actor), actor.staff, actor.signed_in)


def listed_for(actor: Any) -> ColumnElement[bool]:
    """What lists, counts, search and feeds show this reader: never what is hidden."""
    return listed(sight_of(actor), Thread)


def open_to(actor: Any) -> ColumnElement[bool]:
    """What opens by its address: what is listed, one's own, and for staff what is hidden."""
    return opens(sight_of(actor), Thread, actor.id)


def seen_by(actor: Any, of: Any) -> ColumnElement[bool]:
    """`listed_for`, where a statement knows threads by another name."""
    return listed(sight_of(actor), of)


def listed(sight: Sight, of: Any) -> ColumnElement[bool]:
    """`of` is the model, or the table's columns in a statement that is built once.

    The few boards out of sight are left out, rather than the many in sight named: the index on time still leads.
    """
    in_sight = of.hidden_at.is_(None)
    return and_(in_sight, of.board_id.not_in(sight.unseen)) if sight.unseen else in_sight


def opens(sight: Sight, of: Any, own_id: Any) -> ColumnElement[bool]:
    enters = of.board_id.not_in(sight.unseen) if sight.unseen else true()
    if sight.staff:
        return enters
    in_sight = of.hidden_at.is_(None)
    return and_(enters, or_(in_sight, of.author_id == own_id) if sight.signed_in else in_sight)


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
