"""Take posts out of a thread into one of their own; both keep the order of time."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import delete, select, update

from community.fans.forum import counts, follows, indexing, people, searching, threads, writing
from community.fans.forum.events import PostsParted
from community.fans.forum.models import Acceptance, Post, Thread
from community.fans.forum.refusals import ChoosePosts, OpeningPostStays
from community.fans.forum.threads.starting import slug_of, titled
from community.kernel import audit, text
from community.kernel.db import db
from community.kernel.events import announce
from community.kernel.permissions import require

from . import linking, numbering, places, telling

LONGEST_CHOICE = 500


def part(
    thread: Thread, positions: Collection[int], title: str, *, by: Any, reason: str = ""
) -> Thread:
    """A new thread in the same board with these posts; the first of them opens it, its author owns it."""
    require(by, "forum.part", thread)
    reason = text.plain(reason, threads.LONGEST_REASON)
    db.session.refresh(thread, with_for_update=True)
    rows = _chosen(thread, positions)
    begun = _begin(thread, titled(title), rows)
    counts.add_thread(thread, -1)
    moved = numbering.placed(rows, begun.id)
    _withdraw_answer(thread, rows)
    numbering.renumber(rows, moved)
    left = update(Post).where(
        Post.thread_id == thread.id, Post.reply_to.in_([row.position for row in rows])
    )
    db.session.execute(left.values(reply_to=None).execution_options(synchronize_session=False))
    places.leave_word([(row.thread_id, row.position, row.id) for row in rows], by, reason)
    numbering.carry_reading(rows, begun.id, thread.id)
    for author in people.briefs(row.author_id for row in rows).values():
        follows.begin(author, begun.id)
    linking.lead_on(moved)
    for each in (thread, begun):
        counts.recount_thread(each.id)
        threads.touch(each.id)
        counts.add_thread(each, 1)
    indexing.brought([thread.id, begun.id], [row.id for row in rows])
    audit.record("thread.part", "thread", thread.id, by=by, reason=reason,
                 after={"into": begun.id, "posts": len(rows)})  # fmt: skip
    announce(PostsParted(by=by.id, member_id=by.member_id, thread_id=thread.id, into_id=begun.id))
    telling.of_parting(thread, begun, len(rows), by)
    return begun


def _chosen(thread: Thread, positions: Collection[int]) -> list[Any]:
    if not 0 < len(positions) <= LONGEST_CHOICE or thread.hidden_at:
        raise ChoosePosts(most=LONGEST_CHOICE)
    if 1 in positions:
        raise OpeningPostStays()
    query = select(*numbering.COLUMNS, Post.html).where(
        Post.thread_id == thread.id, Post.position.in_(positions), *counts.visible()
    )
    rows = list(db.session.execute(query.order_by(Post.created_at, Post.id)))
    if not rows:
        raise ChoosePosts(most=LONGEST_CHOICE)
    return rows


def _begin(thread: Thread, title: str, rows: list[Any]) -> Thread:
    first = rows[0]
    begun = Thread(
        board_id=thread.board_id, author_id=first.author_id, kind="discussion", title=title, slug=slug_of(title),
        language=thread.language, excerpt=text.excerpt(searching.words_of(first.html), writing.EXCERPT),
        created_at=first.created_at, last_posted_at=first.created_at, last_author_id=first.author_id,
        voices=[first.author_id], last_position=len(rows),
    )  # fmt: skip
    db.session.add(begun)
    db.session.flush()
    return begun


def _withdraw_answer(thread: Thread, rows: list[Any]) -> None:
    if thread.accepted_post_id in {row.id for row in rows}:
        db.session.execute(delete(Acceptance).where(Acceptance.thread_id == thread.id))
        thread.accepted_post_id = None
    db.session.flush()
