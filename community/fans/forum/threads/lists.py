"""Lists of threads by what they give; 30 at a time, by key, whatever their length."""

from datetime import timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, literal, literal_column, or_, select, union

from community.fans.forum import boards, follows, reads
from community.fans.forum.tables import (
    CLOSURES,
    NOW,
    PINS,
    THREAD_TAGS,
    THREADS,
    closure,
    mark,
    pin,
    read,
    thread,
    thread_tag,
)
from community.kernel import clock
from community.kernel.db import Moment, Number, db

from .finding import Sight, listed, sight_of
from .slices import TOP, Place, Slice, ordered, sliced

COLUMNS = (
    thread.id, thread.board_id, thread.author_id, thread.kind, thread.title, thread.slug, thread.language, thread.excerpt,
    thread.created_at, thread.last_posted_at, thread.voices, thread.posts_count, thread.last_position, thread.score,
    thread.accepted_post_id, closure.at.label("closed_at"), pin.at.label("pinned_at"),
)  # fmt: skip
PERIODS = {"day": 1, "week": 7, "month": 30, "year": 365, "all": 0}
BOARD, TAG, SINCE = (
    bindparam("board", type_=Number),
    bindparam("tag", type_=Number),
    bindparam("since", type_=Moment()),
)


def latest(actor: Any, *, board: Any = None, place: Place = TOP, limit: int = 30) -> Slice:
    """What was written in last; a board's page begins with its pinned threads."""
    if board is None:
        return _sliced(_open(sight_of(actor)), thread.last_posted_at, actor, place, limit)
    pinned, others = _of_board(sight_of(actor))
    return _sliced(others, thread.last_posted_at, actor, place, limit, first=pinned, board=board.id)


def new(actor: Any, *, place: Place = TOP, limit: int = 30) -> Slice:
    """Started since the reader marked all as read, at most two weeks ago, and not opened yet."""
    return _sliced(_new(sight_of(actor)), thread.created_at, actor, place, limit)


def unread(actor: Any, *, place: Place = TOP, limit: int = 30) -> Slice:
    """Opened by the reader in the last weeks and continued since."""
    return _sliced(_continued(sight_of(actor)), thread.last_posted_at, actor, place, limit)


def top(actor: Any, *, period: str = "week", place: Place = TOP, limit: int = 30) -> Slice:
    """By visible posts and reactions, among the threads started in the period."""
    days = PERIODS[period]
    query = _lately(sight_of(actor)) if days else _all(sight_of(actor))
    return _sliced(
        query, thread.score, actor, place, limit, since=clock.now() - timedelta(days=days)
    )


def unanswered(actor: Any, *, place: Place = TOP, limit: int = 30) -> Slice:
    """Nobody has replied yet."""
    return _sliced(_unanswered(sight_of(actor)), thread.last_posted_at, actor, place, limit)


def following(actor: Any, *, place: Place = TOP, limit: int = 30) -> Slice:
    """Threads watched or tracked, and the newest of each board watched or tracked."""
    wanted: list[Any] = [follows.subjects("thread")]
    for board_id in follows.followed(actor.id, "board"):
        of_board = select(thread.id).where(thread.board_id == board_id)
        newest = ordered(of_board, thread.last_posted_at, place.way).limit(limit + 1)
        wanted.append(newest.subquery().select())
    query = _all(sight_of(actor)).where(thread.id.in_(union(*wanted)))
    return _sliced(query, thread.last_posted_at, actor, place, limit, kept=False)


def tagged(actor: Any, tag_id: int, *, place: Place = TOP, limit: int = 30) -> Slice:
    """Newest first; the index on tag and thread leads, so a tag may have any number of threads."""
    return _sliced(_tagged(sight_of(actor)), thread_tag.thread_id, actor, place, limit, tag=tag_id)


def newest_articles(actor: Any, *, limit: int) -> list[Row[Any]]:
    """Those last written or talked about."""
    blogs = [board.id for board in boards.all_visible(actor) if board.purpose == "blog"]
    if not blogs:
        return []
    query = _all(sight_of(actor)).where(thread.board_id.in_(blogs))
    newest = ordered(query, thread.last_posted_at, "top").limit(limit)
    return list(db.session.execute(newest, reads.asked_by(actor)))


def statement(actor: Any) -> Select[Any]:
    """What a list of threads shows, for a kind that joins a table of its own and gives it to `listed_by`."""
    return _all(sight_of(actor))


def listed_by(query: Select[Any], column: Any, actor: Any, *, place: Place, limit: int) -> Slice:
    return _sliced(query, column, actor, place, limit, kept=False)


def _sliced(
    query: Select[Any],
    column: Any,
    actor: Any,
    place: Place,
    limit: int,
    *,
    first: Select[Any] | None = None,
    kept: bool = True,
    **asked: Any,
) -> Slice:
    return sliced(
        query, column, place, limit, reads.asked_by(actor) | asked, first=first, kept=kept
    )


@lru_cache(maxsize=256)
def _all(sight: Sight) -> Select[Any]:
    """The columns a list shows, with the reader's own mark of how far they read."""
    pinned = (pin.thread_id == thread.id) & or_(pin.until.is_(None), pin.until > NOW)
    whole = THREADS.outerjoin(CLOSURES, closure.thread_id == thread.id).outerjoin(PINS, pinned)
    marks: tuple[Any, ...] = (
        literal(None).label("read_position"),
        literal(None).label("marked_at"),
    )
    if sight.signed_in:
        whole = reads.with_marks(whole)
        marks = (read.position.label("read_position"), mark.at.label("marked_at"))
    return select(*COLUMNS, *marks).select_from(whole).where(listed(sight, thread))


@lru_cache(maxsize=256)
def _open(sight: Sight) -> Select[Any]:
    """Without what the reader has muted."""
    return _all(sight).where(*NOT_MUTED) if sight.signed_in else _all(sight)


@lru_cache(maxsize=256)
def _of_board(sight: Sight) -> tuple[Select[Any], Select[Any]]:
    """The pinned ones and the others."""
    here = _all(sight).where(thread.board_id == BOARD)
    return here.where(pin.at.is_not(None)), here.where(pin.at.is_(None))


@lru_cache(maxsize=256)
def _new(sight: Sight) -> Select[Any]:
    return _open(sight).where(*reads.NEW)


@lru_cache(maxsize=256)
def _continued(sight: Sight) -> Select[Any]:
    return _open(sight).where(*reads.CONTINUED)


@lru_cache(maxsize=256)
def _lately(sight: Sight) -> Select[Any]:
    return _all(sight).where(thread.created_at > SINCE)


@lru_cache(maxsize=256)
def _unanswered(sight: Sight) -> Select[Any]:
    return _all(sight).where(thread.posts_count <= literal_column("1"), thread.kind != "article")


@lru_cache(maxsize=256)
def _tagged(sight: Sight) -> Select[Any]:
    query = _all(sight).join(THREAD_TAGS, thread_tag.thread_id == thread.id)
    return query.where(thread_tag.tag_id == TAG)


NOT_MUTED = (
    thread.id.not_in(follows.subjects("thread", "muted")),
    thread.board_id.not_in(follows.subjects("board", "muted")),
)
