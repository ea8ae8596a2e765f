"""Reply to a thread, and find a post again."""

from datetime import datetime, timedelta
from math import ceil
from typing import Any

from sqlalchemy import func, select, update

from community.fans.forum import attaching, counts, follows, indexing, submissions, writing
from community.fans.forum.events import PostHeld, Replied
from community.fans.forum.models import Closure, Post, Thread
from community.fans.forum.refusals import MergedMeanwhile, SlowDown, ThreadClosed
from community.fans.forum.states import MovedPost, SlowMode
from community.fans.forum.threads.finding import open_to
from community.kernel import clock, text
from community.kernel.db import db
from community.kernel.events import announce
from community.kernel.permissions import require
from community.kernel.refusals import NotFound


def reply(
    thread: Thread,
    source: str,
    *,
    by: Any,
    reply_to: int | None = None,
    at: datetime | None = None,
    submission: str = "",
    source_format: str = "markdown",
) -> Post:
    """Add a post. `reply_to` is a position in the thread; `at` as in threads.start; `submission` names the form sent."""
    require(by, "forum.reply", thread)
    if made := submissions.earlier(submission, by):
        return made
    refuse_closed(thread, by, at)
    written = writing.written(source, kind="post", by=by, past=bool(at), format=source_format)
    if at is None:
        writing.keep_pace(by, "post")
        keep_slow(thread, by)
    post = _add(thread, written, by, at or clock.now(), reply_to)
    attaching.follow(post, written, by)
    follows.begin(by, thread.id)
    submissions.settle(submission, by, post)
    appear(thread, post, by=by, at=at)
    return post


def one(post_id: int) -> Post:
    """The post whatever its state, for verbs that have asked already."""
    found = db.session.get(Post, post_id)
    if found is None:
        raise NotFound()
    return found


def visible_to(actor: Any, post_id: int) -> tuple[Post, Thread]:
    """The post and its thread: what everybody sees, one's own, and for staff all; else NotFound."""
    query = (
        select(Post, Thread)
        .join(Thread, Thread.id == Post.thread_id)
        .where(Post.id == post_id, open_to(actor))
    )
    found = db.session.execute(query).first()
    if found is None or not (found.Post.visible or actor.staff or found.Post.author_id == actor.id):
        raise NotFound()
    return found.Post, found.Thread


def refuse_closed(thread: Thread, by: Any, at: datetime | None = None) -> None:
    if (
        at is None
        and not by.staff
        and db.session.scalar(select(Closure.at).where(Closure.thread_id == thread.id))
    ):
        raise ThreadClosed()


def keep_slow(thread: Thread, by: Any) -> None:
    """In slow mode, refuse a reply too soon after one's own last; the row is held, so that two at once are two."""
    slow = select(SlowMode.minutes).where(SlowMode.thread_id == thread.id).with_for_update()
    minutes = None if by.staff else db.session.scalar(slow)
    if minutes is None:
        return
    newest = select(func.max(Post.created_at)).where(
        Post.thread_id == thread.id, Post.author_id == by.id, Post.position > 1
    )
    last = db.session.scalar(newest)
    wait = last + timedelta(minutes=minutes) - clock.now() if last else timedelta()
    if wait > timedelta():
        seconds = ceil(wait.total_seconds())
        raise SlowDown(retry_after=seconds, minutes=minutes, wait=ceil(seconds / 60))


def appear(thread: Thread, post: Post, *, by: Any, at: datetime | None = None) -> None:
    """Count, index and announce a post that everybody sees from now on; a held one only waits."""
    facts = {"by": by.id, "member_id": by.member_id, "thread_id": thread.id, "post_id": post.id}
    if post.held_at:
        announce(PostHeld(**facts), at=at)
        return
    counts.add_post(thread, post.author_id, post.created_at, 1)
    indexing.post_changed(post.id)
    announce(Replied(**facts), at=at)


def _add(
    thread: Thread, written: writing.Written, by: Any, at: datetime, reply_to: int | None
) -> Post:
    post = Post(
        thread_id=thread.id, position=_next_position(thread.id), author_id=by.id, source=written.source,
        source_format=written.format, html=written.html, renderer=text.VERSION, created_at=at, reply_to=reply_to,
        reactions={}, held_at=at if written.held else None,
    )  # fmt: skip
    if reply_to is not None and not 0 < reply_to < post.position:
        post.reply_to = None
    db.session.add(post)
    db.session.flush()
    return post


def _next_position(thread_id: int) -> int:
    """Taken in the database, so that two replies at once get two positions; none in a thread merged meanwhile."""
    taken = (
        update(Thread).where(Thread.id == thread_id).values(last_position=Thread.last_position + 1)
    )
    taken = taken.returning(Thread.last_position, Thread.hidden_at)
    place = db.session.execute(taken.execution_options(synchronize_session=False)).one()
    if place.hidden_at and db.session.get(MovedPost, (thread_id, 1)):
        raise MergedMeanwhile()
    position: int = place.last_position
    return position
