"""Keep posts of the past with a few statements for all: rows, counters, events and what search must look at."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert

from community.fans.forum import indexing, writing
from community.fans.forum.models import Acceptance, Closure, Post, PostVersion, Reaction, Thread
from community.fans.forum.threads.starting import slug_of, titled
from community.kernel import text
from community.kernel.db import db, table_of

from . import following, happening, summing
from .shapes import PastPost, PastThread


def keep(posts: Sequence[PastPost], *, follow: bool = False) -> None:
    """Keep posts in the order given, which should be that of time; sets their `id` and `position`.

    With `follow` the authors follow their threads from then on. Never commits.
    """
    if not posts:
        return
    for post in posts:
        post.rendered = post.rendered or writing.render(post.source, post.format)
    opening = _opening(posts)
    _add_threads(opening)
    _place(posts)
    _add_posts(posts)
    _add_around(posts)
    summing.sum_up(posts, opening)
    if follow:
        following.begin(posts)
    happening.note(posts)
    indexing.brought(
        [post.thread.id for post in opening], [post.id for post in posts if post.position != 1]
    )


def _opening(posts: Sequence[PastPost]) -> list[PastPost]:
    first: dict[int, PastPost] = {}
    for post in posts:
        if post.thread.id is None:
            first.setdefault(id(post.thread), post)
    return list(first.values())


def _add_threads(opening: list[PastPost]) -> None:
    if not opening:
        return
    adding = insert(table_of(Thread)).returning(table_of(Thread).c.id, sort_by_parameter_order=True)
    ids = db.session.scalars(adding, [_thread_row(post.thread, post) for post in opening])
    for post, thread_id in zip(opening, ids, strict=True):
        post.thread.id = thread_id


def _thread_row(thread: PastThread, post: PastPost) -> dict[str, Any]:
    title = titled(thread.title)
    return {
        "board_id": thread.board_id, "author_id": post.author_id, "kind": thread.kind, "title": title,
        "slug": slug_of(title), "language": thread.language, "created_at": post.at, "last_posted_at": post.at,
        "excerpt": text.excerpt(post.rendered.text, writing.EXCERPT) if post.rendered else "",
        "last_author_id": post.author_id, "voices": [], "views_count": thread.views, "hidden_at": thread.hidden_at,
        "posts_count": 0, "last_position": 0, "reactions_count": 0, "score": 0, "version": 0,
    }  # fmt: skip


def _place(posts: Sequence[PastPost]) -> None:
    last = summing.last_positions({post.thread.id for post in posts})
    for post in posts:
        last[post.thread.id] = post.position = last[post.thread.id] + 1


def _add_posts(posts: Sequence[PastPost]) -> None:
    adding = insert(table_of(Post)).returning(table_of(Post).c.id, sort_by_parameter_order=True)
    ids = db.session.scalars(adding, [_post_row(post) for post in posts])
    for post, post_id in zip(posts, ids, strict=True):
        post.id = post_id


def _post_row(post: PastPost) -> dict[str, Any]:
    counted: dict[str, int] = {}
    for _account, _member, kind, _at in post.reactions:
        counted[kind] = counted.get(kind, 0) + 1
    return {
        "thread_id": post.thread.id, "position": post.position, "author_id": post.author_id, "source": post.source,
        "source_format": post.format, "html": post.rendered.html if post.rendered else "", "renderer": text.VERSION,
        "created_at": post.at, "edited_at": post.edited_at, "versions_count": len(post.versions),
        "reply_to": post.reply_to.position if post.reply_to else None, "reactions": counted,
        "reactions_count": sum(counted.values()),
        "origin": post.origin,
    }  # fmt: skip


def _add_around(posts: Sequence[PastPost]) -> None:
    _fill(PostVersion, [
        {"post_id": post.id, "by_id": each.by_id, "source": each.source, "reason": each.reason, "at": each.at}
        for post in posts for each in post.versions
    ])  # fmt: skip
    _fill(Reaction, [
        {"post_id": post.id, "account_id": account_id, "kind": kind, "at": at}
        for post in posts for account_id, _member, kind, at in post.reactions
    ])  # fmt: skip
    _fill(Acceptance, [
        {"thread_id": post.thread.id, "post_id": post.id, "by_id": post.accepted_by[0], "at": post.accepted_by[2]}
        for post in posts if post.accepted_by
    ])  # fmt: skip
    closed = [post.thread for post in posts if post.position == 1 and post.thread.closed_at]
    _fill(Closure, [
        {"thread_id": each.id, "by_id": each.closed_by_id, "at": each.closed_at, "reason": each.closed_reason}
        for each in closed
    ])  # fmt: skip


def _fill(table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        db.session.execute(insert(table_of(table)), rows)
