"""Which threads belong together."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.dialects import postgresql, sqlite

from community.kernel.db import db, table_of

from .models import Relation, Thread
from .threads.finding import listed_for

KINDS = ("mentions", "repeats")
LIMIT = 8


def relate(pairs: Sequence[tuple[int, int, str, datetime]]) -> set[tuple[int, int, str]]:
    """Keep (thread id, other thread id, "mentions" or "repeats", when); those that were new, without their time."""
    dialect = sqlite if db.session.get_bind().dialect.name == "sqlite" else postgresql
    rows = [
        {"thread_id": thread_id, "other_id": other_id, "kind": kind, "at": at}
        for thread_id, other_id, kind, at in pairs
        if thread_id != other_id and kind in KINDS
    ]
    if not rows:
        return set()
    table = table_of(Relation)
    adding = dialect.insert(table).values(rows).on_conflict_do_nothing()
    new = adding.returning(table.c.thread_id, table.c.other_id, table.c.kind)
    return {(thread_id, other_id, kind) for thread_id, other_id, kind in db.session.execute(new)}


def related(thread_id: int, actor: Any, limit: int = LIMIT) -> list[Any]:
    """Rows with id, title, slug and kind of the threads on either side that the actor may see, repeats first."""
    either = or_(
        (Relation.thread_id == thread_id) & (Thread.id == Relation.other_id),
        (Relation.other_id == thread_id) & (Thread.id == Relation.thread_id),
    )
    query = select(Thread.id, Thread.title, Thread.slug, Relation.kind).join(Relation, either)
    query = query.where(listed_for(actor)).order_by(
        Relation.kind.desc(), Thread.last_posted_at.desc()
    )
    found = {row.id: row for row in reversed(db.session.execute(query.limit(limit * 2)).all())}
    return list(reversed(found.values()))[:limit]
