"""How far somebody has read: one row per thread they opened, one mark per board."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from community.commons import notifications
from community.kernel import clock
from community.kernel.buffer import Buffer
from community.kernel.db import db
from community.kernel.permissions import require
from community.people import attendance

from . import boards
from .models import BoardMark, Thread, ThreadRead
from .tables import MARKS, NEW_SINCE, READER, READS, TRACKED_SINCE, mark, read, thread

NEW_FOR = timedelta(days=14)
TRACKED_FOR = timedelta(days=60)
MOST_AT_A_LOOK = 20  # who jumps to the end has not read what lies between


def saw(account_id: int, thread_id: int, position: int) -> None:
    """The reader had this position before their eyes; written a moment later, never on the reading itself."""
    _seen.put((account_id, thread_id), position)


def visited(thread_id: int) -> None:
    _visits.put(thread_id, 1)


def heard(account_id: int, thread_id: int) -> None:
    """The reader has opened it: what notifications say about it is read."""
    _heard.put((account_id, thread_id), True)


def mark_all_read(by: Any, board_id: int | None = None) -> None:
    """Everything in the board, or in all boards, counts as read from now on."""
    require(by, "forum.read")
    now = clock.now()
    for each in [board_id] if board_id else sorted(boards.visible_ids(by)):
        _upsert(
            BoardMark,
            {"account_id": by.id, "board_id": each, "at": now},
            ("account_id", "board_id"),
        )
    behind = select(Thread.last_position).where(Thread.id == ThreadRead.thread_id).scalar_subquery()
    mine = update(ThreadRead).where(
        ThreadRead.account_id == by.id, ThreadRead.at > now - TRACKED_FOR
    )
    if board_id:
        mine = mine.where(
            ThreadRead.thread_id.in_(select(Thread.id).where(Thread.board_id == board_id))
        )
    db.session.execute(mine.values(position=behind).execution_options(synchronize_session=False))


def with_marks(whole: Any) -> Any:
    """Join the reader's own marks to the threads of a statement."""
    theirs = (read.thread_id == thread.id) & (read.account_id == READER)
    marked = (mark.board_id == thread.board_id) & (mark.account_id == READER)
    return whole.outerjoin(READS, theirs).outerjoin(MARKS, marked)


# In a statement with marks: started lately by others, not opened.
NEW = (
    read.position.is_(None),
    thread.created_at > NEW_SINCE,
    or_(mark.at.is_(None), thread.created_at > mark.at),
    thread.author_id != READER,
)
# In a statement with marks: opened in the last weeks, and longer now than it was then.
CONTINUED = (read.at > TRACKED_SINCE, read.position < thread.last_position)


def asked_by(reader: Any) -> dict[str, Any]:
    """The values that statements about this reader ask for."""
    now = clock.now()
    return {
        "reader": reader.id,
        "now": now,
        "new_since": now - NEW_FOR,
        "tracked_since": now - TRACKED_FOR,
    }


def is_new(row: Any, reader: Any) -> bool:
    """Of a list row with marks, what NEW says."""
    began: datetime = row.created_at
    unopened = row.read_position is None and row.author_id != reader.id
    return (
        unopened
        and began > clock.now() - NEW_FOR
        and (row.marked_at is None or began > row.marked_at)
    )


def unread_posts(row: Any) -> int:
    return 0 if row.read_position is None else max(0, row.last_position - row.read_position)


def _write_seen(seen: dict[Any, int]) -> None:
    now = clock.now()
    attendance.note_reading(_progress(seen))
    for account_id, thread_id in sorted(seen):
        values = {
            "account_id": account_id,
            "thread_id": thread_id,
            "position": seen[account_id, thread_id],
            "at": now,
        }
        _upsert(ThreadRead, values, ("account_id", "thread_id"))


def _progress(seen: dict[Any, int]) -> dict[int, tuple[int, int]]:
    """By account: posts read for the first time, and threads not entered before."""
    before = {
        (row.account_id, row.thread_id): row.position
        for row in db.session.execute(
            select(ThreadRead.account_id, ThreadRead.thread_id, ThreadRead.position).where(
                ThreadRead.account_id.in_({key[0] for key in seen}),
                ThreadRead.thread_id.in_({key[1] for key in seen}),
            )
        )
    }
    read: dict[int, tuple[int, int]] = {}
    for key, position in seen.items():
        posts, threads = read.get(key[0], (0, 0))
        more = min(max(0, position - before.get(key, 0)), MOST_AT_A_LOOK)
        read[key[0]] = posts + more, threads + (key not in before)
    return read


def _write_heard(heard: dict[Any, bool]) -> None:
    for account_id, thread_id in sorted(heard):
        notifications.seen(account_id, thread_id)


def _write_visits(visits: dict[Any, int]) -> None:
    for thread_id in sorted(visits):
        db.session.execute(
            update(Thread)
            .where(Thread.id == thread_id)
            .values(views_count=Thread.views_count + visits[thread_id])
        )


def _upsert(
    table: type[ThreadRead] | type[BoardMark], values: dict[str, Any], key: tuple[str, ...]
) -> None:
    """A position only ever grows."""
    on_sqlite = db.session.get_bind().dialect.name == "sqlite"
    row = (sqlite if on_sqlite else postgresql).insert(table).values(values)
    changed: dict[str, Any] = {"at": row.excluded.at}
    if table is ThreadRead:
        further = func.max if on_sqlite else func.greatest
        changed["position"] = further(ThreadRead.position, row.excluded.position)
    db.session.execute(row.on_conflict_do_update(index_elements=key, set_=changed))


_seen = Buffer(_write_seen, max)
_heard = Buffer(_write_heard, lambda one, other: True)
_visits = Buffer(_write_visits, lambda one, other: one + other)
