"""What the forum holds of a person: all of it in an export, none of it after erasure."""

from typing import Any

from sqlalchemy import delete, select, update

from community.kernel import clock
from community.kernel.db import db
from community.kernel.slots import Privacy

from . import counts, indexing, threads
from .models import (
    Acceptance,
    BoardMark,
    Closure,
    Draft,
    Following,
    Pin,
    Post,
    PostVersion,
    Reaction,
    Submission,
    Thread,
    ThreadRead,
)
from .states import ClosureTimer, MovedPost, SlowMode

COLUMNS = (
    "threads.author_id", "threads.last_author_id", "posts.author_id", "post_versions.by_id", "reactions.account_id",
    "acceptances.by_id", "closures.by_id", "pins.by_id", "moved_posts.by_id", "closure_timers.by_id", "slow_modes.by_id", "followings.account_id", "thread_reads.account_id",
    "board_marks.account_id", "drafts.account_id", "submissions.account_id",
)  # fmt: skip
OWN_ROWS = (Following, ThreadRead, BoardMark, Draft, Submission)
ACTS = (PostVersion, Acceptance, Closure, Pin, MovedPost, ClosureTimer, SlowMode)
GONE = "…"


def access(account_ids: list[int], member_id: int) -> dict[str, Any]:
    return {
        "threads": [_thread(each) for each in _all(Thread, Thread.author_id, account_ids)],
        "posts": [_post(each) for each in _all(Post, Post.author_id, account_ids)],
        "reactions": [
            {"post": each.post_id, "kind": each.kind, "at": each.at.isoformat()}
            for each in _all(Reaction, Reaction.account_id, account_ids)
        ],
        "followed": [
            {"kind": each.kind, "id": each.subject_id, "level": each.level}
            for each in _all(Following, Following.account_id, account_ids)
        ],
        "drafts": [each.fields for each in _all(Draft, Draft.account_id, account_ids)],
        "read": [
            {"thread": each.thread_id, "position": each.position, "at": each.at.isoformat()}
            for each in _all(ThreadRead, ThreadRead.account_id, account_ids)
        ],
    }


def erase(account_ids: list[int], member_id: int) -> None:
    """Their words go; the places where they stood stay, so that what others said keeps its order."""
    own: Any
    for own in OWN_ROWS:
        db.session.execute(delete(own).where(own.account_id.in_(account_ids)))
    act: Any
    for act in ACTS:
        db.session.execute(update(act).where(act.by_id.in_(account_ids)).values(by_id=None))
    touched = (
        _withdraw_reactions(account_ids) | _empty_posts(account_ids) | _rename_threads(account_ids)
    )
    for thread_id in sorted(touched):
        counts.recount_thread(thread_id)
        threads.touch(thread_id)
    counts.recount_boards()
    counts.recount_tags()


def _withdraw_reactions(account_ids: list[int]) -> set[int]:
    given = delete(Reaction).where(Reaction.account_id.in_(account_ids)).returning(Reaction.post_id)
    post_ids = set(db.session.scalars(given))
    for post_id in post_ids:
        counted = counts.reactions_of(post_id)
        db.session.execute(
            update(Post)
            .where(Post.id == post_id)
            .values(reactions=counted, reactions_count=sum(counted.values()))
        )
    return set(db.session.scalars(select(Post.thread_id).where(Post.id.in_(post_ids))))


def _empty_posts(account_ids: list[int]) -> set[int]:
    rows = db.session.execute(
        select(Post.id, Post.thread_id).where(Post.author_id.in_(account_ids))
    ).all()
    ids = [row.id for row in rows]
    db.session.execute(delete(PostVersion).where(PostVersion.post_id.in_(ids)))
    now = clock.now()
    emptied = update(Post).where(Post.author_id.in_(account_ids))
    db.session.execute(
        emptied.values(
            source="", html="", versions_count=0, edited_at=None, deleted_at=now, origin=None
        )
    )
    for post_id in ids:
        indexing.post_changed(post_id)
    return {row.thread_id for row in rows}


def _rename_threads(account_ids: list[int]) -> set[int]:
    theirs = update(Thread).where(Thread.author_id.in_(account_ids))
    renamed = theirs.values(title=GONE, slug="-", excerpt="").returning(Thread.id)
    ids = set(db.session.scalars(renamed.execution_options(synchronize_session=False)))
    for thread_id in ids:
        indexing.thread_changed(thread_id)
    return ids


def _all(table: Any, column: Any, account_ids: list[int]) -> list[Any]:
    return list(db.session.scalars(select(table).where(column.in_(account_ids))))


def _thread(each: Thread) -> dict[str, Any]:
    return {
        "id": each.id,
        "kind": each.kind,
        "title": each.title,
        "at": each.created_at.isoformat(),
    }


def _post(each: Post) -> dict[str, Any]:
    return {
        "id": each.id,
        "thread": each.thread_id,
        "text": each.source,
        "at": each.created_at.isoformat(),
        **({"origin": each.origin} if each.origin else {}),
    }


PRIVACY = Privacy("forum", COLUMNS, access, erase)
