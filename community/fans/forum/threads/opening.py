"""What a thread's page shows of the thread itself, with one statement."""

from typing import Any

from sqlalchemy import Row, func, literal, select

from community.fans.forum import drafts
from community.fans.forum.models import (
    Closure,
    Draft,
    Following,
    Pin,
    Post,
    Tag,
    Thread,
    ThreadRead,
    ThreadTag,
)
from community.kernel.db import db
from community.kernel.refusals import NotFound

from .finding import open_to

TAGS = (
    select(func.aggregate_strings(Tag.slug, " "))
    .join(ThreadTag, ThreadTag.tag_id == Tag.id)
    .where(ThreadTag.thread_id == Thread.id)
    .scalar_subquery()
)
ACCEPTED = (
    select(Post.position)
    .where(Post.id == Thread.accepted_post_id)
    .correlate(Thread)
    .scalar_subquery()
)
SHOWN = (
    Thread.id, Thread.board_id, Thread.author_id, Thread.kind, Thread.title, Thread.slug, Thread.language,
    Thread.excerpt, Thread.created_at, Thread.last_posted_at, Thread.posts_count, Thread.last_position,
    Thread.accepted_post_id, Thread.views_count, Thread.version, Thread.hidden_at, TAGS.label("tags"),
    ACCEPTED.label("accepted_position"), Closure.at.label("closed_at"), Closure.reason.label("closed_why"),
    Pin.at.label("pinned_at"),
)  # fmt: skip
OWN = (
    ThreadRead.position.label("read_position"), Following.level.label("follow_level"),
    Draft.fields.label("draft"), Draft.sequence.label("draft_sequence"),
)  # fmt: skip


def shown(thread_id: int, viewer: Any) -> Row[Any]:
    """The thread as the viewer may see it, with what is their own; NotFound otherwise."""
    query = select(
        *SHOWN, *(OWN if viewer.signed_in else [literal(None).label(each.key) for each in OWN])
    )
    query = query.select_from(Thread).outerjoin(Closure, Closure.thread_id == Thread.id)
    query = query.outerjoin(Pin, Pin.thread_id == Thread.id)
    if viewer.signed_in:
        query = _with_own(query, viewer, thread_id)
    found = db.session.execute(query.where(Thread.id == thread_id, open_to(viewer))).first()
    if found is None:
        raise NotFound()
    return found


def _with_own(query: Any, viewer: Any, thread_id: int) -> Any:
    read = (ThreadRead.thread_id == Thread.id) & (ThreadRead.account_id == viewer.id)
    followed = (
        (Following.subject_id == Thread.id)
        & (Following.account_id == viewer.id)
        & (Following.kind == "thread")
    )
    draft = (Draft.account_id == viewer.id) & (Draft.place == drafts.place_of(thread_id))
    return query.outerjoin(ThreadRead, read).outerjoin(Following, followed).outerjoin(Draft, draft)
