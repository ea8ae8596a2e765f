"""The accepted answer of a question: one, decided by the database."""

from typing import Any

from sqlalchemy import delete, update

from community.fans.forum import offering
from community.fans.forum.events import AcceptanceWithdrawn, AnswerAccepted
from community.fans.forum.models import Acceptance, Post, Thread
from community.fans.forum.refusals import AlreadyAnswered, NoQuestion, OpeningPost
from community.fans.forum.threads.keeping import touch
from community.kernel import clock
from community.kernel.db import db, insert_or_ignore
from community.kernel.events import announce
from community.kernel.permissions import require
from community.kernel.refusals import NotFound


def accept(post: Post, *, by: Any) -> None:
    """Mark the answer that helped; AlreadyAnswered when another one was faster."""
    thread = _question_of(post, by)
    row = {"thread_id": thread.id, "post_id": post.id, "by_id": by.id, "at": clock.now()}
    if not insert_or_ignore(Acceptance, **row):
        return _refuse_another(post)
    _note(thread, post.id)
    announce(
        AnswerAccepted(
            by=by.id,
            member_id=by.member_id,
            thread_id=thread.id,
            post_id=post.id,
            account_id=post.author_id,
        )
    )
    return None


def withdraw_acceptance(post: Post, *, by: Any) -> None:
    thread = _question_of(post, by)
    gone = delete(Acceptance).where(
        Acceptance.thread_id == thread.id, Acceptance.post_id == post.id
    )
    if db.session.execute(gone).rowcount:  # type: ignore[attr-defined]
        _note(thread, None)
        announce(
            AcceptanceWithdrawn(
                by=by.id, member_id=by.member_id, thread_id=thread.id, post_id=post.id
            )
        )


def _question_of(post: Post, by: Any) -> Thread:
    thread = db.session.get_one(Thread, post.thread_id)
    require(by, "forum.accept", thread)
    if not offering.named(thread.kind).answered:
        raise NoQuestion()
    if post.position == 1:
        raise OpeningPost()
    if not post.visible:
        raise NotFound()
    return thread


def _refuse_another(post: Post) -> None:
    """The same answer accepted twice is no quarrel."""
    standing = db.session.get(Acceptance, post.thread_id, populate_existing=True)
    if standing is None or standing.post_id != post.id:
        raise AlreadyAnswered()


def _note(thread: Thread, post_id: int | None) -> None:
    db.session.execute(
        update(Thread).where(Thread.id == thread.id).values(accepted_post_id=post_id)
    )
    touch(thread.id)
