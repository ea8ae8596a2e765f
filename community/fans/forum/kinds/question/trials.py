"""Say that the accepted answer works, or no longer does; ask again after a while."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, or_, select, update

from community.fans.forum import telling, threads
from community.fans.forum.events import AnswerTried
from community.fans.forum.models import Acceptance, Post, Thread
from community.fans.forum.refusals import NoAnswerToTry, OwnAnswer
from community.kernel import clock, settings, text
from community.kernel.db import db, insert_or_ignore
from community.kernel.events import announce
from community.kernel.permissions import require
from community.kernel.refusals import NotFound

from .models import AnswerStanding, Trial

LONGEST_VERSION = 60
ASKED_AT_ONCE = 200


def report(thread: Thread, *, works: bool, version: str = "", by: Any) -> None:
    """One voice per reader and answer; a second one replaces the first. `version` is that of the product."""
    require(by, "forum.try", thread)
    post_id = thread.accepted_post_id
    if post_id is None:
        raise NoAnswerToTry()
    if thread.hidden_at:
        raise NotFound()
    if by.id == db.session.get_one(Post, post_id).author_id:
        raise OwnAnswer()
    _hold(post_id)
    said = {
        "works": works,
        "version": text.clean_line(version, LONGEST_VERSION, empty=True),
        "at": clock.now(),
    }
    if not insert_or_ignore(Trial, post_id=post_id, account_id=by.id, **said):
        _change(post_id, by, said)
    recount(post_id)
    threads.touch(thread.id)
    announce(AnswerTried(by=by.id, member_id=by.member_id, thread_id=thread.id, works=works))


def recount(post_id: int) -> None:
    """The sum of an answer's trials, from the rows."""
    of_post = Trial.post_id == post_id
    counted = dict(
        db.session.execute(
            select(Trial.works, func.count()).where(of_post).group_by(Trial.works)
        ).all()
    )
    newest = db.session.execute(
        select(Trial.version, Trial.at)
        .where(of_post, Trial.works.is_(True))
        .order_by(Trial.at.desc())
        .limit(1)
    ).first()
    sums: dict[str, Any] = {
        "works_count": counted.get(True, 0),
        "fails_count": counted.get(False, 0),
    }
    sums |= {
        "version": newest.version if newest else "",
        "worked_at": newest.at if newest else None,
    }
    db.session.execute(
        update(AnswerStanding).where(AnswerStanding.post_id == post_id).values(**sums)
    )


def ask_whether_they_still_work() -> int:
    """Ask those who took an answer long ago, once per long silence; how many were asked."""
    before = clock.now() - timedelta(days=settings.read("forum.still_works_days"))
    due = _silent_since(before)
    for row in due:
        insert_or_ignore(AnswerStanding, post_id=row.post_id)
        db.session.execute(
            update(AnswerStanding)
            .where(AnswerStanding.post_id == row.post_id)
            .values(asked_at=clock.now())
        )
        telling.of_kind({row.Thread.author_id}, "still-works", row.Thread, None)
    return len(due)


def _silent_since(before: Any) -> list[Any]:
    heard = func.coalesce(AnswerStanding.worked_at, Acceptance.at)
    unasked = or_(AnswerStanding.asked_at.is_(None), AnswerStanding.asked_at < heard)
    query = (
        select(Acceptance.post_id, Thread)
        .join(Thread, Thread.id == Acceptance.thread_id)
        .outerjoin(AnswerStanding, AnswerStanding.post_id == Acceptance.post_id)
        .where(heard < before, Acceptance.at < before, unasked, Thread.hidden_at.is_(None))
    )
    return list(db.session.execute(query.order_by(Acceptance.at).limit(ASKED_AT_ONCE)))


def _hold(post_id: int) -> None:
    """Trials of one answer take turns, so that the sum equals the rows."""
    insert_or_ignore(AnswerStanding, post_id=post_id)
    db.session.execute(
        select(AnswerStanding.post_id).where(AnswerStanding.post_id == post_id).with_for_update()
    )


def _change(post_id: int, by: Any, said: dict[str, Any]) -> None:
    mine = update(Trial).where(Trial.post_id == post_id, Trial.account_id == by.id)
    db.session.execute(mine.values(**said))
