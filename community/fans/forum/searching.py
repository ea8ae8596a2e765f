"""What search may find of threads and posts, and how it shows them."""

import re
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup
from sqlalchemy import Select, select

from community.kernel.db import db
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.slots import SearchDocument, SearchSource

from . import boards, counts, people, posts, tags, threads
from .models import Post, Thread

COLUMNS = (
    Post.id, Post.position, Post.html, Post.author_id, Post.created_at, Thread.id.label("thread_id"), Thread.title,
    Thread.slug, Thread.kind, Thread.language, Thread.board_id, Thread.accepted_post_id,
)  # fmt: skip


CARD = re.compile(r'<a class="linkcard[^"]*".*?</a>', re.DOTALL)


def thread_documents(ids: list[int]) -> Iterator[SearchDocument]:
    """A thread is found by its title, tags and opening text."""
    carried = tags.of_many(ids)
    for row, author in _with_authors(_in_sight().where(Thread.id.in_(ids), Post.position == 1)):
        labels = (row.kind, "solved") if row.accepted_post_id else (row.kind,)
        yield SearchDocument(
            kind="thread", id=row.thread_id, title=row.title, text=words_of(row.html), language=row.language,
            at=row.created_at, board_id=row.board_id, tags=tuple(carried.get(row.thread_id, ())), author=author,
            labels=labels,
        )  # fmt: skip


def post_documents(ids: list[int]) -> Iterator[SearchDocument]:
    """A reply is found by what it says; the title belongs to the thread."""
    for row, author in _with_authors(_in_sight().where(Post.id.in_(ids), Post.position > 1)):
        yield SearchDocument(
            kind="post", id=row.id, title="", text=words_of(row.html), language=row.language, at=row.created_at,
            board_id=row.board_id, author=author,
        )  # fmt: skip


def thread_ids(after: int, limit: int) -> list[int]:
    return list(
        db.session.scalars(
            select(Thread.id).where(Thread.id > after).order_by(Thread.id).limit(limit)
        )
    )


def post_ids(after: int, limit: int) -> list[int]:
    replies = select(Post.id).where(Post.id > after, Post.position > 1)
    return list(db.session.scalars(replies.order_by(Post.id).limit(limit)))


def thread_results(ids: list[int], actor: Any) -> dict[int, dict[str, Any]]:
    return _results(_in_sight().where(Thread.id.in_(ids), Post.position == 1), "thread_id", actor)


def post_results(ids: list[int], actor: Any) -> dict[int, dict[str, Any]]:
    return _results(_in_sight().where(Post.id.in_(ids)), "id", actor)


def slugs(actor: Any) -> dict[str, int]:
    return {board.slug: board.id for board in boards.all_visible(actor)}


def words_of(html: str) -> str:
    html = CARD.sub(" ", html)
    return Markup(html.replace("<", " <")).striptags()  # noqa: S704 - only its words are taken


def _in_sight() -> Any:
    visible = select(*COLUMNS).join(Thread, Thread.id == Post.thread_id)
    return visible.where(Thread.hidden_at.is_(None), *counts.visible())


def _with_authors(query: Select[Any]) -> Iterator[tuple[Any, str]]:
    rows = list(db.session.execute(query))
    authors = people.briefs(row.author_id for row in rows)
    for row in rows:
        author = authors.get(row.author_id)
        yield row, author.handle if author else ""


def _results(query: Select[Any], key: str, actor: Any) -> dict[int, dict[str, Any]]:
    rows = list(db.session.execute(query.where(threads.listed_for(actor))))
    authors = people.briefs(row.author_id for row in rows)
    return {getattr(row, key): _result(row, authors.get(row.author_id)) for row in rows}


def _result(row: Any, author: Any) -> dict[str, Any]:
    board = boards.one(row.board_id)
    return {
        "url": posts.place_of(row.thread_id, row.slug, row.kind, row.position),
        "title": row.title,
        "text": words_of(row.html),
        "context": board.name,
        "at": row.created_at,
        "author": author,
        "board": {"url": board.path, "name": board.name, "hue": board.hue},
    }


SEARCH = [
    SearchSource(
        "thread", _l("Threads"), thread_documents, thread_ids, thread_results, slugs, _l("Thread")
    ),
    SearchSource("post", _l("Replies"), post_documents, post_ids, post_results, slugs, _l("Reply")),
]
