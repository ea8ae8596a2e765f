"""How closely somebody follows a thread or a board, and who is to be told."""

from typing import Any

from sqlalchemy import Select, delete, literal, select
from sqlalchemy.dialects import postgresql, sqlite

from community.kernel import clock
from community.kernel.db import db, insert_or_ignore
from community.kernel.permissions import require
from community.kernel.refusals import Invalid

from .models import Following
from .tables import READER
from .tables import followed as row

LEVELS = ("watching", "tracking", "normal", "muted")
KINDS = ("thread", "board")
FOLLOWED = ("watching", "tracking")


def follow(kind: str, subject_id: int, level: str, *, by: Any) -> None:
    """watching: told of every reply; tracking: counted as unread; normal: told when named; muted: neither."""
    require(by, "forum.follow")
    if kind not in KINDS or level not in LEVELS:
        raise Invalid()
    dialect = sqlite if db.session.get_bind().dialect.name == "sqlite" else postgresql
    row = dialect.insert(Following).values(
        account_id=by.id, kind=kind, subject_id=subject_id, level=level, at=clock.now()
    )
    changed = {"level": row.excluded.level, "at": row.excluded.at}
    db.session.execute(
        row.on_conflict_do_update(index_elements=["account_id", "kind", "subject_id"], set_=changed)
    )


def begin(by: Any, thread_id: int, level: str = "watching") -> None:
    """Who writes in a thread follows it from then on, unless they have said otherwise."""
    insert_or_ignore(
        Following,
        account_id=by.id,
        kind="thread",
        subject_id=thread_id,
        level=level,
        at=clock.now(),
    )


def carry(thread_id: int, into_id: int) -> None:
    """Who follows one thread follows the other instead; a choice made there already stays."""
    dialect = sqlite if db.session.get_bind().dialect.name == "sqlite" else postgresql
    theirs = Following.kind == "thread", Following.subject_id == thread_id
    rows = select(
        Following.account_id, Following.kind, literal(into_id), Following.level, Following.at
    ).where(*theirs)
    columns = ("account_id", "kind", "subject_id", "level", "at")
    db.session.execute(
        dialect.insert(Following).from_select(columns, rows).on_conflict_do_nothing()
    )
    db.session.execute(delete(Following).where(*theirs))


def level(account_id: int, kind: str, subject_id: int) -> str:
    found = db.session.get(Following, (account_id, kind, subject_id))
    return found.level if found else "normal"


def followers(kind: str, subject_id: int, level: str = "watching") -> set[int]:
    query = select(Following.account_id).where(
        Following.kind == kind, Following.subject_id == subject_id
    )
    return set(db.session.scalars(query.where(Following.level == level)))


def subjects(kind: str, *levels: str) -> Select[Any]:
    """What the reader follows at these levels, as a part of other statements."""
    theirs = select(row.subject_id).where(row.account_id == READER, row.kind == kind)
    return theirs.where(row.level.in_(levels or FOLLOWED))


def followed(account_id: int, kind: str) -> list[int]:
    query = select(Following.subject_id).where(
        Following.account_id == account_id, Following.kind == kind
    )
    return list(db.session.scalars(query.where(Following.level.in_(FOLLOWED)).limit(50)))


def without_those_who_muted(account_ids: set[int], thread_id: int, board_id: int) -> set[int]:
    """Of these accounts, those who muted neither the thread nor its board."""
    return (
        account_ids
        - followers("thread", thread_id, "muted")
        - followers("board", board_id, "muted")
    )


def forget(account_ids: list[int]) -> None:
    db.session.execute(delete(Following).where(Following.account_id.in_(account_ids)))
