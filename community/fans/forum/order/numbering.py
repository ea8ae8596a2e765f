"""Give posts another thread and another number; what readers had read stays read."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, case, delete, insert, select, update

from community.fans.forum.models import Post, ThreadRead
from community.fans.forum.tables import READS, post, read
from community.kernel.db import Number, db, table_of

from .places import Place

COLUMNS = (Post.id, Post.thread_id, Post.position, Post.author_id, Post.created_at, Post.reply_to)


def standing_in(*thread_ids: int) -> list[Any]:
    """The posts of these threads in the order of time; the one that opens the first stays first."""
    opens = case(((Post.thread_id == thread_ids[0]) & (Post.position == 1), 0), else_=1)
    query = select(*COLUMNS).where(Post.thread_id.in_(thread_ids))
    return list(db.session.execute(query.order_by(opens, Post.created_at, Post.id)))


def placed(rows: Sequence[Any], thread_id: int) -> dict[Place, Place]:
    """Where each post stood, and where it shall stand."""
    return {
        (row.thread_id, row.position): (thread_id, place) for place, row in enumerate(rows, start=1)
    }


def renumber(rows: Sequence[Any], moved: dict[Place, Place]) -> None:
    """In two steps by way of negative numbers, as no two posts may share a place even for a moment."""
    changes = [
        {
            "which": row.id,
            "there": moved[row.thread_id, row.position][0],
            "place": -moved[row.thread_id, row.position][1],
            "answers": moved.get((row.thread_id, row.reply_to), (None, None))[1],
        }
        for row in rows
    ]
    table = table_of(Post)
    change = update(table).where(post.id == bindparam("which", type_=Number))
    change = change.values(
        thread_id=bindparam("there"), position=bindparam("place"), reply_to=bindparam("answers")
    )
    db.session.connection().execute(change, changes)
    back = update(table).where(post.thread_id.in_({each["there"] for each in changes}))
    db.session.connection().execute(
        back.where(post.position < 0).values(position=-table.c.position)
    )
    db.session.expire_all()


def carry_reading(rows: Sequence[Any], thread_id: int, *sources: int) -> None:
    """As far as everything before it was read, it is read in the new order."""
    query = select(READS).where(read.thread_id.in_(sources))
    marks: dict[int, dict[int, Any]] = {}
    for mark in db.session.execute(query):
        marks.setdefault(mark.account_id, {})[mark.thread_id] = mark
    db.session.execute(delete(ThreadRead).where(ThreadRead.thread_id == thread_id))
    until = {source: _unread_after(rows, source) for source in sources}
    carried = [
        {
            "account_id": account_id,
            "thread_id": thread_id,
            "position": min(_first(until[each], theirs.get(each)) for each in sources) - 1,
            "at": max(mark.at for mark in theirs.values()),
        }
        for account_id, theirs in marks.items()
    ]
    if carried := [each for each in carried if each["position"]]:
        db.session.execute(insert(ThreadRead), carried)


def _unread_after(rows: Sequence[Any], source: int) -> list[int]:
    """By how far somebody has read the source: the first place now that they have not."""
    mine = {
        row.position: place for place, row in enumerate(rows, start=1) if row.thread_id == source
    }
    firsts = [len(rows) + 1]
    for position in range(max(mine, default=0), 0, -1):
        firsts.append(min(firsts[-1], mine.get(position, firsts[-1])))
    return firsts[::-1]


def _first(unread_after: list[int], mark: Any) -> int:
    position = mark.position if mark else 0
    return unread_after[min(position, len(unread_after) - 1)]
