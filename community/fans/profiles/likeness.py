"""People like you: who writes about the same topics in the same boards, and which these are."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from community.fans.forum import Post, Thread, boards, tags
from community.fans.profiles import choices
from community.kernel import clock
from community.kernel.db import db
from community.people import accounts
from community.people.accounts import Account

LATELY = timedelta(days=365)
MOST_SUBJECTS = 12
MOST_POSTS = 3000


@dataclass(frozen=True)
class Alike:
    """`shared` are the names of boards and topics that both write about."""

    person: Any
    shared: list[str]


def people_like(reader: Any, limit: int = 6) -> list[Alike]:
    """Boards and topics the reader wrote about in the last year, and who else does, the most shared first."""
    board_ids, topics = _subjects_of(reader)
    if not board_ids and not topics:
        return []
    rows = _writers(reader, board_ids, topics)
    shared: dict[int, set[tuple[int, str]]] = {}
    for row in rows:
        both = shared.setdefault(row.author_id, set())
        both |= {(0, each) for each in (row.tags or "").split() if each in topics}
        if row.board_id in board_ids:
            both.add((1, boards.one(row.board_id).name))
    closest = sorted(shared, key=lambda each: (-len(shared[each]), each))[:limit]
    names = accounts.briefs(closest)
    return [
        Alike(names[each], [name for _, name in sorted(shared[each])][:4])
        for each in closest
        if each in names
    ]


def _subjects_of(reader: Any) -> tuple[set[int], set[str]]:
    written = (
        select(Thread.board_id, tags.names_of(Thread.id).label("tags"))
        .select_from(Thread)
        .join(Post, Post.thread_id == Thread.id)
        .where(Post.author_id == reader.id, Post.created_at > clock.now() - LATELY)
        .where(Thread.board_id.in_(boards.visible_ids(reader)), Thread.hidden_at.is_(None))
        .order_by(Post.id.desc())
        .limit(100)
    )
    rows = db.session.execute(written).all()
    topics = [each for row in rows for each in (row.tags or "").split()]
    return {row.board_id for row in rows}, set(list(dict.fromkeys(topics))[:MOST_SUBJECTS])


def _writers(reader: Any, board_ids: set[int], topics: set[str]) -> list[Any]:
    """Who wrote lately in these boards, with the board and topics of each thread."""
    lately = (
        select(Post.author_id, Post.thread_id)
        .join(Thread, Thread.id == Post.thread_id)
        .where(Thread.board_id.in_(board_ids), Thread.hidden_at.is_(None))
        .where(Post.created_at > clock.now() - LATELY, Post.author_id != reader.id)
        .where(Post.hidden_at.is_(None), Post.held_at.is_(None), Post.deleted_at.is_(None))
        .order_by(Post.id.desc())
        .limit(MOST_POSTS)
        .subquery()
    )
    query = (
        select(lately.c.author_id, Thread.board_id, tags.names_of(Thread.id).label("tags"))
        .select_from(lately)
        .join(Thread, Thread.id == lately.c.thread_id)
        .join(Account, Account.id == lately.c.author_id)
        .where(Account.roles_text == "fan", Account.claimed, Account.erased_at.is_(None))
        .where(Account.id.not_in(choices.hidden_from(reader)))
        .where(Account.id.not_in(choices.hidden_from(reader, "boards")))
        .group_by(lately.c.author_id, Thread.id, Thread.board_id)
        .order_by(func.max(Thread.last_posted_at).desc())
    )
    return list(db.session.execute(query))
