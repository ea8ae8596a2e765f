"""Lists of threads by what they give; 30 at a time, by key, whatever their length."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Row, Select, func, literal, or_, select, union

from community.fans.forum import boards, follows, reads
from community.fans.forum.models import BoardMark, Closure, Pin, Thread, ThreadRead, ThreadTag
from community.kernel import clock
from community.kernel.db import db

from .finding import listed_for
from .slices import TOP, Place, Slice, ordered, sliced

COLUMNS = (
    Thread.id, Thread.board_id, Thread.author_id, Thread.kind, Thread.title, Thread.slug, Thread.language, Thread.excerpt,
    Thread.created_at, Thread.last_posted_at, Thread.voices, Thread.posts_count, Thread.last_position, Thread.score,
    Thread.accepted_post_id, Closure.at.label("closed_at"), Pin.at.label("pinned_at"),
)  # fmt: skip
MOST_COUNTED = 100
PERIODS = {"day": 1, "week": 7, "month": 30, "year": 365, "all": 0}


def latest(actor: Any, *, board: Any = None, place: Place = TOP, limit: int = 30) -> Slice:
    """What was written in last; a board's page begins with its pinned threads."""
    query = rows_for(actor)
    query = query.where(Thread.board_id == board.id) if board else without_muted(query, actor)
    if not board:
        return sliced(query, Thread.last_posted_at, place, limit)
    pinned = query.where(Pin.at.is_not(None))
    return sliced(query.where(Pin.at.is_(None)), Thread.last_posted_at, place, limit, first=pinned)


def new(actor: Any, *, place: Place = TOP, limit: int = 30) -> Slice:
    """Started since the reader marked all as read, at most two weeks ago, and not opened yet."""
    query = without_muted(rows_for(actor), actor).where(*reads.new_to(actor))
    return sliced(query, Thread.created_at, place, limit)


def unread(actor: Any, *, place: Place = TOP, limit: int = 30) -> Slice:
    """Opened by the reader in the last weeks and continued since."""
    query = without_muted(rows_for(actor), actor).where(*reads.continued_for(actor))
    return sliced(query, Thread.last_posted_at, place, limit)


def top(actor: Any, *, period: str = "week", place: Place = TOP, limit: int = 30) -> Slice:
    """By visible posts and reactions, among the threads started in the period."""
    query = rows_for(actor)
    if days := PERIODS[period]:
        query = query.where(Thread.created_at > clock.now() - timedelta(days=days))
    return sliced(query, Thread.score, place, limit)


def unanswered(actor: Any, *, place: Place = TOP, limit: int = 30) -> Slice:
    """Nobody has replied yet."""
    query = rows_for(actor).where(Thread.posts_count <= 1, Thread.kind != "article")
    return sliced(query, Thread.last_posted_at, place, limit)


def following(actor: Any, *, place: Place = TOP, limit: int = 30) -> Slice:
    """Threads watched or tracked, and the newest of each board watched or tracked."""
    wanted = [follows.subjects("thread", actor)]
    for board_id in follows.followed(actor.id, "board"):
        of_board = ordered(
            select(Thread.id).where(Thread.board_id == board_id), Thread.last_posted_at, place
        )
        wanted.append(of_board.limit(limit + 1).subquery().select())
    query = rows_for(actor).where(Thread.id.in_(union(*wanted) if len(wanted) > 1 else wanted[0]))
    return sliced(query, Thread.last_posted_at, place, limit)


def tagged(actor: Any, tag_id: int, *, place: Place = TOP, limit: int = 30) -> Slice:
    """Newest first; the index on tag and thread leads, so a tag may have any number of threads."""
    query = (
        rows_for(actor)
        .join(ThreadTag, ThreadTag.thread_id == Thread.id)
        .where(ThreadTag.tag_id == tag_id)
    )
    return sliced(query, ThreadTag.thread_id, place, limit)


def newest_articles(actor: Any, *, limit: int) -> list[Row[Any]]:
    """Those last written or talked about."""
    blogs = [board.id for board in boards.all_visible(actor) if board.purpose == "blog"]
    if not blogs:
        return []
    query = ordered(rows_for(actor).where(Thread.board_id.in_(blogs)), Thread.last_posted_at, TOP)
    return list(db.session.execute(query.limit(limit)))


def waiting(reader: Any) -> tuple[int, int]:
    """How many threads are new and how many continued, as the lists would show; a hundred is the most."""
    new, continued = reads.new_to(reader), reads.continued_for(reader)
    return tuple(
        db.session.execute(select(_how_many(reader, new), _how_many(reader, continued))).one()
    )


def _how_many(reader: Any, conditions: list[Any]) -> Any:
    found = reads.with_marks(select(literal(1).label("one")).select_from(Thread), reader)
    found = without_muted(found, reader).where(listed_for(reader), *conditions)
    return select(func.count()).select_from(found.limit(MOST_COUNTED).subquery()).scalar_subquery()


def rows_for(actor: Any) -> Select[Any]:
    """The columns a list shows, with the reader's own mark of how far they read."""
    query = select(*COLUMNS, *(_marks() if actor.signed_in else _no_marks())).select_from(Thread)
    pinned = (Pin.thread_id == Thread.id) & or_(Pin.until.is_(None), Pin.until > clock.now())
    query = query.outerjoin(Closure, Closure.thread_id == Thread.id).outerjoin(Pin, pinned)
    if actor.signed_in:
        query = reads.with_marks(query, actor)
    return query.where(listed_for(actor))


def without_muted(query: Select[Any], actor: Any) -> Select[Any]:
    if not actor.signed_in:
        return query
    return query.where(
        Thread.id.not_in(follows.subjects("thread", actor, ("muted",))),
        Thread.board_id.not_in(follows.subjects("board", actor, ("muted",))),
    )


def _marks() -> tuple[Any, ...]:
    return ThreadRead.position.label("read_position"), BoardMark.at.label("marked_at")


def _no_marks() -> tuple[Any, ...]:
    return literal(None).label("read_position"), literal(None).label("marked_at")
