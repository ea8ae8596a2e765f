"""The counters that pages show: moved in the transaction that changes what they count."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, func, select, update

from community.kernel import clock
from community.kernel.db import db

from .models import Board, BoardAccess, Post, Reaction, Tag, Thread, ThreadTag

VOICES = 5
REACTION_WEIGHT = 2


def visible(post: Any = Post) -> list[Any]:
    """The conditions that everybody may see a post, given its thread."""
    return [post.hidden_at.is_(None), post.held_at.is_(None), post.deleted_at.is_(None)]


def add_board(board_id: int, *, threads: int = 0, posts: int = 0) -> None:
    db.session.execute(
        update(Board)
        .where(Board.id == board_id)
        .values(
            threads_count=Board.threads_count + threads,
            posts_count=Board.posts_count + posts,
            version=Board.version + 1,
        )
    )


def add_tags(thread: Thread, change: int) -> None:
    """Tags count the threads that everybody may see, so a private board does not show in them."""
    carried = select(ThreadTag.tag_id).where(ThreadTag.thread_id == thread.id)
    private = exists().where(BoardAccess.board_id == thread.board_id)
    db.session.execute(
        update(Tag)
        .where(Tag.id.in_(carried), ~private)
        .values(threads_count=Tag.threads_count + change)
        .execution_options(synchronize_session=False)
    )


def recount_tags() -> None:
    public = Thread.board_id.not_in(select(BoardAccess.board_id))
    carrying = (
        select(func.count()).select_from(ThreadTag).join(Thread, Thread.id == ThreadTag.thread_id)
    )
    seen = carrying.where(ThreadTag.tag_id == Tag.id, Thread.hidden_at.is_(None), public)
    db.session.execute(
        update(Tag)
        .values(threads_count=seen.scalar_subquery())
        .execution_options(synchronize_session=False)
    )


def hold_boards(*board_ids: int) -> None:
    """Lock boards in the order of their ids, so that two moves cannot wait for each other."""
    db.session.execute(
        select(Board.id).where(Board.id.in_(board_ids)).order_by(Board.id).with_for_update()
    ).all()


def add_post(thread: Thread, author_id: int, at: datetime, change: int) -> None:
    """One visible post more at the end, or one that is visible no longer."""
    db.session.execute(
        update(Thread)
        .where(Thread.id == thread.id)
        .values(
            posts_count=Thread.posts_count + change,
            score=Thread.score + change,
            version=Thread.version + 1,
        )
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(thread)
    refresh_end(thread)
    if thread.hidden_at is None:
        add_board(thread.board_id, posts=change)


def refresh_end(thread: Thread) -> None:
    """Who spoke last, and when, by what everybody may see."""
    last = select(Post.author_id, Post.created_at).where(Post.thread_id == thread.id, *visible())
    rows = db.session.execute(last.order_by(Post.position.desc()).limit(VOICES * 4)).all()
    thread.voices = list(dict.fromkeys(row.author_id for row in rows))[:VOICES] or [
        thread.author_id
    ]
    thread.last_author_id = thread.voices[0]
    thread.last_posted_at = rows[0].created_at if rows else thread.created_at


def add_thread(thread: Thread, change: int) -> None:
    """A thread comes into sight with its posts, or leaves."""
    add_board(thread.board_id, threads=change, posts=change * thread.posts_count)
    add_tags(thread, change)


def reactions_of(post_id: int) -> dict[str, int]:
    kinds = (
        select(Reaction.kind, func.count())
        .where(Reaction.post_id == post_id)
        .group_by(Reaction.kind)
    )
    return dict(db.session.execute(kinds).all())


def recount_thread(thread_id: int) -> None:
    """Every counter of one thread from its rows; its board is counted by recount_boards."""
    thread = db.session.get_one(Thread, thread_id, populate_existing=True, with_for_update=True)
    posts = select(func.count(), func.max(Post.position)).where(Post.thread_id == thread_id)
    every, last = db.session.execute(posts).one()
    hidden = posts.where(~and_(*visible()))
    given = select(func.count()).select_from(Reaction).join(Post, Post.id == Reaction.post_id)
    thread.posts_count = every - db.session.execute(hidden).one()[0]
    thread.last_position = max(thread.last_position, last or 0)
    thread.reactions_count = db.session.scalar(given.where(Post.thread_id == thread_id)) or 0
    thread.score = thread.posts_count + REACTION_WEIGHT * thread.reactions_count
    _recount_reactions(thread_id)
    refresh_end(thread)
    if not thread.posts_count and thread.hidden_at is None:
        thread.hidden_at = clock.now()
    db.session.flush()


def _recount_reactions(thread_id: int) -> None:
    given = select(func.count()).where(Reaction.post_id == Post.id).scalar_subquery()
    wrong = update(Post).where(Post.thread_id == thread_id, Post.reactions_count != given)
    db.session.execute(
        wrong.values(reactions_count=given).execution_options(synchronize_session=False)
    )


def recount_boards() -> None:
    seen = (Thread.board_id == Board.id, Thread.hidden_at.is_(None))
    threads = select(func.count()).where(*seen).scalar_subquery()
    posts = select(func.coalesce(func.sum(Thread.posts_count), 0)).where(*seen).scalar_subquery()
    counted = {"threads_count": threads, "posts_count": posts, "version": Board.version + 1}
    db.session.execute(update(Board).values(counted).execution_options(synchronize_session=False))


def thread_ids() -> list[int]:
    return list(db.session.scalars(select(Thread.id).order_by(Thread.id)))
