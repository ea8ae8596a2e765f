"""Start a thread, and name it again."""

import unicodedata
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from community.fans.forum import (
    attaching,
    counts,
    follows,
    indexing,
    offering,
    submissions,
    writing,
)
from community.fans.forum import tags as tagging
from community.fans.forum.events import PostHeld, ThreadRenamed, ThreadStarted
from community.fans.forum.models import Post, Thread
from community.fans.forum.refusals import BoardTakesNoThreads, TitleTooShort
from community.kernel import clock, text
from community.kernel.db import db
from community.kernel.events import announce
from community.kernel.permissions import require

from .keeping import touch

OWN_ADDRESSES = frozenset(
    (
        "reply",
        "posts",
        "closure",
        "pin",
        "board",
        "following",
        "hiding",
        "ahead",
        "removal",
        "merger",
        "parting",
        "timing",
        "timer",
        "pace",
    )
)
SHORTEST_TITLE, LONGEST_TITLE = 3, 200


def start(
    board: Any,
    title: str,
    source: str,
    *,
    kind: str = "discussion",
    details: dict[str, str] | None = None,
    tags: Iterable[str] = (),
    by: Any,
    at: datetime | None = None,
    language: str | None = None,
    submission: str = "",
    source_format: str = "markdown",
    hidden: bool = False,
) -> Thread:
    """A new thread with its opening post. `board` needs id, purpose and staff_only_start.

    `at` in an import or the demo: the thread began then, and neither pace nor screening asks. `hidden` starts it
    out of sight, as the blog does with drafts. `details` are what the kind asks for, by its fields' names.
    """
    require(by, "forum.start")
    if board.staff_only_start and not by.staff:
        raise BoardTakesNoThreads()
    if made := submissions.earlier(submission, by):
        return db.session.get_one(Thread, made.thread_id)
    title, taken = titled(title), offering.for_board(kind, board)
    written = writing.written(
        source, kind="thread", by=by, past=bool(at), format=source_format, title=title
    )
    if at is None:
        writing.keep_pace(by, "thread")
    thread, post = _add(board, title, written, taken.name, by, at or clock.now(), language, hidden)
    if taken.begin:
        taken.begin(thread, details or {}, by)
    attaching.follow(post, written, by)
    tagging.attach(thread.id, tags)
    _show(thread, post, by, at)
    submissions.settle(submission, by, post)
    return thread


def rename(
    thread: Thread,
    title: str,
    *,
    by: Any,
    tags: Iterable[str] | None = None,
    right: str = "forum.rename",
) -> None:
    """Give the thread another title, and other tags unless None. Old addresses lead to the new one."""
    require(by, right, thread)
    thread.title = titled(title)
    if thread.kind != "article":
        thread.slug = slug_of(thread.title)
    if tags is not None:
        _retag(thread, tags)
    touch(thread.id)
    indexing.thread_changed(thread.id)
    announce(ThreadRenamed(by=by.id, member_id=by.member_id, thread_id=thread.id))


def titled(title: str) -> str:
    line = text.clean_line(title, LONGEST_TITLE, empty=True)
    if len(line) + sum(map(_wide, line)) < SHORTEST_TITLE:
        raise TitleTooShort(fields={"title": TitleTooShort.sentence})
    return line


def _wide(letter: str) -> bool:
    """Scripts that say a word in one or two letters: each counts as two."""
    return unicodedata.east_asian_width(letter) in "WF"


def slug_of(title: str) -> str:
    """The readable end of the address; it never stands where one of our own addresses does."""
    slug = text.slugify(title)
    return f"{slug}-" if slug in OWN_ADDRESSES else slug


def _add(
    board: Any,
    title: str,
    written: writing.Written,
    kind: str,
    by: Any,
    at: datetime,
    language: str | None,
    hidden: bool,
) -> tuple[Thread, Post]:
    thread = Thread(
        board_id=board.id, author_id=by.id, kind=kind, title=title, slug=slug_of(title),
        language=language or by.language or "en", excerpt=written.excerpt, created_at=at, last_posted_at=at,
        last_author_id=by.id, voices=[by.id], last_position=1, hidden_at=at if hidden or written.held else None,
    )  # fmt: skip
    db.session.add(thread)
    db.session.flush()
    post = Post(
        thread_id=thread.id, position=1, author_id=by.id, source=written.source, source_format=written.format,
        html=written.html, renderer=text.VERSION, created_at=at, reactions={}, held_at=at if written.held else None,
    )  # fmt: skip
    db.session.add(post)
    if not written.held:
        thread.posts_count = thread.score = 1
    db.session.flush()
    return thread, post


def _retag(thread: Thread, names: Iterable[str]) -> None:
    if thread.hidden_at is None:
        counts.add_tags(thread, -1)
    tagging.replace(thread.id, names)
    if thread.hidden_at is None:
        counts.add_tags(thread, 1)


def _show(thread: Thread, post: Post, by: Any, at: datetime | None) -> None:
    follows.begin(by, thread.id)
    if post.held_at:
        announce(
            PostHeld(by=by.id, member_id=by.member_id, thread_id=thread.id, post_id=post.id), at=at
        )
        return
    if thread.hidden_at is None:
        counts.add_thread(thread, 1)
        indexing.thread_changed(thread.id)
        announce(ThreadStarted(by=by.id, member_id=by.member_id, thread_id=thread.id), at=at)
