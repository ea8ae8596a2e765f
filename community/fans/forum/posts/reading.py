"""Read a page of posts: positions in blocks of PAGE, so that page 5,000 costs what page 1 costs."""

from typing import Any

from sqlalchemy import Row, literal, select

from community.fans.forum.models import Post, Reaction
from community.kernel.db import db

PAGE = 20
SHOWN = (
    Post.id, Post.position, Post.author_id, Post.html, Post.created_at, Post.edited_at, Post.versions_count,
    Post.reply_to, Post.reactions, Post.hidden_at, Post.held_at, Post.deleted_at,
)  # fmt: skip


def page(
    thread_id: int, *, around: int = 1, viewer: Any, also: int | None = None
) -> list[Row[Any]]:
    """The block of posts with the position `around`, as far as the viewer may know of them.

    `also` is one more position, such as the accepted answer's. What is out of sight for others comes to its
    author and staff, with hidden_at, held_at or deleted_at set; `mine` is the viewer's reaction.
    """
    first = first_of_page(around)
    positions = [*range(first, first + PAGE), *([also] if also else [])]
    query = select(
        *SHOWN, Reaction.kind.label("mine") if viewer.signed_in else literal(None).label("mine")
    )
    if viewer.signed_in:
        query = query.outerjoin(
            Reaction, (Reaction.post_id == Post.id) & (Reaction.account_id == viewer.id)
        )
    query = query.where(Post.thread_id == thread_id, Post.position.in_(positions)).order_by(
        Post.position
    )
    return [row for row in db.session.execute(query) if known_to(viewer, row)]


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
