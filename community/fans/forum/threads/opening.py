"""What a thread's page shows of the thread itself, with one statement that is built once."""

from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, func, literal, or_, select

from community.fans.forum import boards, drafts, tables
from community.fans.forum.tables import (
    NOW,
    READER,
    closure,
    draft,
    followed,
    pin,
    post,
    read,
    slow,
    tag,
    thread,
    thread_tag,
    timer,
)
from community.kernel import clock, site
from community.kernel.db import Number
from community.kernel.prepared import Prepared
from community.kernel.refusals import NotFound

from .finding import Sight, opens, sight_of

TAGS = (
    select(func.aggregate_strings(tag.slug, " "))
    .join_from(tables.TAGS, tables.THREAD_TAGS, thread_tag.tag_id == tag.id)
    .where(thread_tag.thread_id == thread.id)
    .correlate(tables.THREADS)
    .scalar_subquery()
)
ACCEPTED = (
    select(post.position)
    .where(post.id == thread.accepted_post_id)
    .correlate(tables.THREADS)
    .scalar_subquery()
)
SHOWN = (
    thread.id, thread.board_id, thread.author_id, thread.kind, thread.title, thread.slug, thread.language,
    thread.excerpt, thread.created_at, thread.last_posted_at, thread.posts_count, thread.last_position,
    thread.accepted_post_id, thread.views_count, thread.version, thread.hidden_at, TAGS.label("tags"),
    ACCEPTED.label("accepted_position"), closure.at.label("closed_at"), closure.reason.label("closed_why"),
    pin.at.label("pinned_at"), pin.until.label("pinned_until"), timer.due_at.label("timer_at"),
    timer.closes.label("timer_closes"), slow.minutes.label("slow_minutes"),
)  # fmt: skip
GLANCE = Prepared(select(
    thread.id, thread.board_id, thread.kind, thread.slug, thread.last_position, thread.version,
    select(site.SiteVersion.version).scalar_subquery().label("site"),
).where(thread.id == bindparam("thread", type_=Number), thread.hidden_at.is_(None)))  # fmt: skip
OWN = (
    read.position.label("read_position"), followed.level.label("follow_level"),
    draft.fields.label("draft"), draft.sequence.label("draft_sequence"),
)  # fmt: skip


def shown(thread_id: int, viewer: Any) -> Any:
    """The thread as the viewer may see it, with what is their own; NotFound otherwise."""
    query = _query(sight_of(viewer))
    found = query.first(
        thread=thread_id, reader=viewer.id, now=clock.now(), place=drafts.place_of(thread_id)
    )
    if found is None:
        raise NotFound()
    return found


def standing(thread_id: int, viewer: Any) -> Any:
    """Where the thread stands, for pages that ask whether it went on; NotFound for who may not open it."""
    found = _standing(sight_of(viewer)).first(thread=thread_id, reader=viewer.id)
    if found is None:
        raise NotFound()
    return found


def glance(thread_id: int) -> Any:
    """What a kept page of a thread is known by: a few columns of one that strangers see, with the site's version."""
    found = GLANCE.first(thread=thread_id)
    if found is None:
        return None
    site.noted(found.site)
    return found if boards.public(found.board_id) else None


@lru_cache(maxsize=256)
def _standing(sight: Sight) -> Prepared:
    query = select(thread.id, thread.slug, thread.kind, thread.last_position, thread.version)
    here = thread.id == bindparam("thread", type_=Number)
    return Prepared(query.where(here, opens(sight, thread, READER)))


@lru_cache(maxsize=256)
def _query(sight: Sight) -> Prepared:
    own = OWN if sight.signed_in else [literal(None).label(each.name) for each in OWN]
    whole = tables.THREADS.outerjoin(tables.CLOSURES, closure.thread_id == thread.id)
    holds = or_(pin.until.is_(None), pin.until > NOW)
    whole = whole.outerjoin(tables.PINS, (pin.thread_id == thread.id) & holds)
    whole = whole.outerjoin(tables.TIMERS, timer.thread_id == thread.id)
    whole = whole.outerjoin(tables.SLOW_MODES, slow.thread_id == thread.id)
    if sight.signed_in:
        whole = _with_own(whole)
    query = select(*SHOWN, *own).select_from(whole)
    here = thread.id == bindparam("thread", type_=Number)
    return Prepared(query.where(here, opens(sight, thread, READER)))


def _with_own(whole: Any) -> Any:
    mine = (
        (followed.subject_id == thread.id)
        & (followed.account_id == READER)
        & (followed.kind == "thread")
    )
    began = (draft.account_id == READER) & (draft.place == bindparam("place"))
    whole = whole.outerjoin(
        tables.READS, (read.thread_id == thread.id) & (read.account_id == READER)
    )
    return whole.outerjoin(tables.FOLLOWINGS, mine).outerjoin(tables.DRAFTS, began)
