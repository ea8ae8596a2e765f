"""What the team does with ideas: give them a status with a public note, and merge twins."""

from typing import Any

from sqlalchemy import delete, literal, select
from sqlalchemy.dialects import postgresql, sqlite

from community.fans.forum import telling, threads
from community.fans.forum.events import IdeaDecided, IdeaMerged
from community.fans.forum.models import Following, Thread
from community.fans.forum.refusals import NotIntoItself
from community.kernel import audit, clock, text
from community.kernel.db import Base, db
from community.kernel.events import announce
from community.kernel.permissions import require
from community.kernel.refusals import Invalid, NotFound

from . import voting
from .models import Idea, IdeaDecision, IdeaVote

STATUSES = ("open", "planned", "started", "done", "declined")
LONGEST_NOTE = 500


def decide(thread: Thread, status: str, *, by: Any, note: str = "") -> None:
    """Give the idea a status; everybody who voted is told. The same status again changes the note."""
    require(by, "forum.decide", thread)
    if status not in STATUSES:
        raise Invalid()
    idea = voting.held(thread)
    if idea.status == "merged":
        raise NotFound()
    _note(idea, status, note, by)
    announce(IdeaDecided(by=by.id, member_id=by.member_id, thread_id=thread.id, status=status))


def merge(thread: Thread, into: Thread, *, by: Any, note: str = "") -> None:
    """Move the votes and those who follow to another idea, and close this one."""
    require(by, "forum.close", thread)
    if thread.id == into.id:
        raise NotIntoItself()
    for each in sorted((thread, into), key=lambda each: each.id):
        idea = voting.held(each)
        if idea.status == "merged":
            raise NotIntoItself()
    _move_people(thread.id, into.id)
    idea = db.session.get_one(Idea, thread.id)
    idea.merged_into_id = into.id
    _note(idea, "merged", note, by)
    for each in (thread, into):
        voting.recount(each.id)
        threads.touch(each.id)
    threads.close(thread, by=by, reason=into.title)
    announce(IdeaMerged(by=by.id, member_id=by.member_id, thread_id=thread.id, into_id=into.id))


def history(thread_id: int) -> list[IdeaDecision]:
    """Newest first."""
    of_it = select(IdeaDecision).where(IdeaDecision.thread_id == thread_id)
    return list(db.session.scalars(of_it.order_by(IdeaDecision.id.desc())))


def tell(thread_id: int, by: int | None) -> None:
    thread = threads.one(thread_id)
    telling.of_kind(voting.voters(thread_id) | {thread.author_id}, "idea", thread, by)


def _note(idea: Idea, status: str, note: str, by: Any) -> None:
    said = text.clean_block(note, LONGEST_NOTE, empty=True) if note else ""
    decision = IdeaDecision(
        thread_id=idea.thread_id, status=status, note=said, by_id=by.id, at=clock.now()
    )
    db.session.add(decision)
    db.session.flush()
    before, idea.status, idea.decision_id = idea.status, status, decision.id
    db.session.flush()
    threads.touch(idea.thread_id)
    audit.record("idea.decide", "thread", idea.thread_id, by=by, reason=said,
                 before={"status": before}, after={"status": status})  # fmt: skip


def _move_people(source: int, target: int) -> None:
    votes = select(literal(target), IdeaVote.account_id, IdeaVote.at)
    _copy(IdeaVote, ("thread_id", "account_id", "at"), votes.where(IdeaVote.thread_id == source))
    db.session.execute(delete(IdeaVote).where(IdeaVote.thread_id == source))
    following = select(
        Following.account_id, Following.kind, literal(target), Following.level, Following.at
    )
    theirs = following.where(Following.kind == "thread", Following.subject_id == source)
    _copy(Following, ("account_id", "kind", "subject_id", "level", "at"), theirs)


def _copy(model: type[Base], columns: tuple[str, ...], rows: Any) -> None:
    """Insert what the statement gives; who is there already stays as they are."""
    dialect = sqlite if db.session.get_bind().dialect.name == "sqlite" else postgresql
    db.session.execute(dialect.insert(model).from_select(columns, rows).on_conflict_do_nothing())
