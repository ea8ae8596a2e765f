"""Read a page of posts: positions in blocks of PAGE, so that page 5,000 costs what page 1 costs."""

from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, literal, select

from community.fans.forum import counts
from community.fans.forum.tables import POSTS, REACTIONS, READER, post, reaction
from community.kernel.db import Number
from community.kernel.prepared import Prepared, filled_up, one_of

PAGE = 20
SHOWN = (
    post.id, post.position, post.author_id, post.html, post.created_at, post.edited_at, post.versions_count,
    post.reply_to, post.reactions, post.origin, post.hidden_at, post.held_at, post.deleted_at,
)  # fmt: skip

MOST_COUNTED = 100
THREAD = bindparam("thread", type_=Number)
LATER = (
    select(post.position)
    .where(post.thread_id == THREAD, post.position > bindparam("last", type_=Number))
    .where(*counts.visible(post))
    .order_by(post.position)
    .limit(MOST_COUNTED)
    .subquery()
)
SINCE = Prepared(
    select(func.count().label("more"), func.min(LATER.c.position).label("first")).select_from(LATER)
)


def page(thread_id: int, *, around: int = 1, viewer: Any, also: int | None = None) -> list[Any]:
    """The block of posts with the position `around`, as far as the viewer may know of them.

    `also` is one more position, such as the accepted answer's. What is out of sight for others comes to its
    author and staff, with hidden_at, held_at or deleted_at set; `mine` is the viewer's reaction.
    """
    first = first_of_page(around)
    positions = filled_up("position", [*range(first, first + PAGE), also or first], PAGE + 1)
    found = _query(viewer.signed_in).all(thread=thread_id, reader=viewer.id, **positions)
    return [row for row in found if known_to(viewer, row)]


def since(thread_id: int, last: int) -> tuple[int, int]:
    """How many posts stand after this position for everybody to see, a hundred at most, and the first one's position."""
    found = SINCE.first(thread=thread_id, last=last)
    return found.more, found.first or 0


@cache
def _query(signed_in: bool) -> Prepared:
    whole: Any = POSTS
    if signed_in:
        mine = (reaction.post_id == post.id) & (reaction.account_id == READER)
        whole = whole.outerjoin(REACTIONS, mine)
    query = select(
        *SHOWN, reaction.kind.label("mine") if signed_in else literal(None).label("mine")
    )
    wanted = one_of(post.position, "position", PAGE + 1)
    here = post.thread_id == THREAD
    return Prepared(query.select_from(whole).where(here, wanted).order_by(post.position))


def known_to(viewer: Any, row: Any) -> bool:
    out_of_sight = row.hidden_at or row.held_at or row.deleted_at
    return not out_of_sight or viewer.staff or row.author_id == viewer.id


def first_of_page(position: int) -> int:
    return (max(1, position) - 1) // PAGE * PAGE + 1


def path(thread: Any, position: int) -> str:
    """Where a post stands; it never changes. `thread` needs id, slug and kind."""
    return place_of(thread.id, thread.slug, thread.kind, position)


def place_of(thread_id: int, slug: str, kind: str, position: int) -> str:
    """The first comments stand under their article, all other posts in the thread."""
    if kind == "article" and position <= PAGE:
        return f"/blog/{slug}" if position <= 1 else f"/blog/{slug}#p{position}"
    base = f"/t/{thread_id}/{slug}"
    return f"{base}/{position}" if position > 1 else base


def address(thread: Any, post: Any) -> str:
    return path(thread, post.position)
