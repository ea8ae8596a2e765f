"""Merge a thread into another: one conversation in the order of time, and the old address leads there."""

from typing import Any

from sqlalchemy import delete, select, update

from community.commons import notifications
from community.fans.forum import counts, drafts, follows, indexing, threads
from community.fans.forum.events import ThreadsMerged
from community.fans.forum.models import Acceptance, Draft, Thread
from community.fans.forum.refusals import CannotBeMerged, MergeIntoAnother
from community.kernel import audit, text
from community.kernel.db import db
from community.kernel.events import announce
from community.kernel.permissions import require

from . import linking, numbering, places, telling

PLAIN = ("discussion", "question", "wiki")  # kinds that keep nothing beside their posts


def merge(thread: Thread, into: Thread, *, by: Any, reason: str = "") -> None:
    """`into` keeps its title, tags and opening post; posts, followers and readers of both are there then."""
    require(by, "forum.merge", thread)
    reason = text.plain(reason, threads.LONGEST_REASON)
    _hold(thread, into)
    title = thread.title
    for each in (thread, into):
        counts.add_thread(each, -1)
    rows = numbering.standing_in(into.id, thread.id)
    moved = numbering.placed(rows, into.id)
    _carry_answer(thread, into)
    numbering.renumber(rows, moved)
    places.forget(into.id)
    places.leave_word(
        [(row.thread_id, row.position, row.id) for row in rows if row.thread_id == thread.id],
        by,
        reason,
    )
    _carry_people(rows, thread.id, into.id)
    linking.lead_on(moved)
    for each in (thread, into):
        counts.recount_thread(each.id)
        threads.touch(each.id)
    counts.add_thread(into, 1)
    indexing.brought([thread.id, into.id], [row.id for row in rows])
    audit.record("thread.merge", "thread", thread.id, by=by, reason=reason,
                 before={"title": title}, after={"into": into.id})  # fmt: skip
    announce(ThreadsMerged(by=by.id, member_id=by.member_id, thread_id=thread.id, into_id=into.id))
    telling.of_merger(into, title, by)


def _hold(thread: Thread, into: Thread) -> None:
    """Both locked, in the order of their ids, and in a state to become one."""
    if thread.id == into.id:
        raise MergeIntoAnother()
    for each in sorted((thread, into), key=lambda each: each.id):
        db.session.refresh(each, with_for_update=True)
    counts.hold_boards(thread.board_id, into.board_id)
    if thread.hidden_at or into.hidden_at or thread.kind not in PLAIN or into.kind == "article":
        raise CannotBeMerged()


def _carry_answer(thread: Thread, into: Thread) -> None:
    """An accepted answer stays one where a question without an answer takes it."""
    if into.kind == "question" and not into.accepted_post_id and thread.accepted_post_id:
        mine = update(Acceptance).where(Acceptance.thread_id == thread.id)
        db.session.execute(mine.values(thread_id=into.id))
        into.accepted_post_id = thread.accepted_post_id
    db.session.execute(delete(Acceptance).where(Acceptance.thread_id == thread.id))
    thread.accepted_post_id = None
    db.session.flush()


def _carry_people(rows: list[Any], thread_id: int, into_id: int) -> None:
    numbering.carry_reading(rows, into_id, thread_id, into_id)
    follows.carry(thread_id, into_id)
    notifications.carry(thread_id, into_id)
    there = select(Draft.account_id).where(Draft.place == drafts.place_of(into_id))
    mine = update(Draft).where(Draft.place == drafts.place_of(thread_id))
    db.session.execute(
        mine.where(Draft.account_id.not_in(there))
        .values(place=drafts.place_of(into_id))
        .execution_options(synchronize_session=False)
    )
