"""Write, change, publish and find articles."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select

from community.commons import media
from community.fans.blog.events import ArticlePublished, ArticleWithdrawn
from community.fans.blog.models import Article, ArticleAuthor
from community.fans.forum import Board, Post, Thread, boards, posts, threads
from community.kernel import audit, clock, text
from community.kernel.db import db
from community.kernel.events import announce
from community.kernel.permissions import SYSTEM, may, require
from community.kernel.refusals import NotFound

WORDS_A_MINUTE = 220
LONGEST_EXCERPT = 300
NAMES = {"en": "Blog", "id": "Blog", "de": "Blog", "nl": "Blog", "fa": "وبلاگ"}
ABOUTS = {
    "en": "Stories and news from the team, and what you say to them.",
    "id": "Cerita dan kabar dari tim, dan tanggapanmu.",
    "de": "Geschichten und Neues aus dem Team, und was ihr dazu sagt.",
    "nl": "Verhalen en nieuws van het team, en wat jullie ervan vinden.",
    "fa": "داستان‌ها و خبرهای گروه، و آنچه شما درباره‌شان می‌گویید.",
}
COLUMNS = (
    Article.thread_id, Article.slug, Article.excerpt, Article.cover_key, Article.cover_alt, Article.reading_minutes,
    Article.published_at, Article.created_at, Thread.title, Thread.language, Thread.posts_count, Thread.author_id, Thread.version,
)  # fmt: skip


def write(
    title: str,
    source: str,
    *,
    by: Any,
    excerpt: str = "",
    authors: Sequence[int] = (),
    tags: Iterable[str] = (),
    language: str | None = None,
    at: datetime | None = None,
    slug: str = "",
) -> Article:
    """A draft that only those who write see; `authors` are account ids, the writer's own if none.

    `slug` is the address wanted; it follows from the title if none, and gets a number where it is taken.
    """
    require(by, "blog.write")
    thread = threads.start(
        blog_board(),
        title,
        source,
        kind="article",
        tags=tags,
        by=by,
        at=at or clock.now(),
        language=language,
        hidden=True,
    )
    article = Article(
        thread_id=thread.id,
        slug=_free_slug(text.slugify(slug) if slug else thread.slug),
        created_at=at or clock.now(),
    )
    thread.slug = article.slug
    db.session.add(article)
    _describe(article, thread, source, excerpt)
    _sign(article, authors or [by.id])
    return article


def change(
    article: Article,
    *,
    by: Any,
    title: str,
    source: str,
    excerpt: str = "",
    tags: Iterable[str] = (),
    authors: Sequence[int] = (),
) -> None:
    """Comes at once to readers of a published article; the address stays."""
    require(by, "blog.write")
    thread, post = _thread(article), opening(article)
    if source != post.source:
        posts.edit(post, source, by=by, right="blog.write")
    threads.rename(thread, title, by=by, tags=tags, right="blog.write")
    _describe(article, thread, source, excerpt)
    if authors:
        _sign(article, authors)


def cover(article: Article, key: str, alt: str, *, by: Any) -> None:
    """`key` of a kept picture; an empty one takes the cover away."""
    require(by, "blog.write")
    if key != article.cover_key:
        if article.cover_key:
            media.forget(article.cover_key)
        article.cover_key = key
        if key:
            media.use(key)
    article.cover_alt = text.clean_line(alt, 200, empty=True)
    threads.touch(article.thread_id)


def publish(article: Article, *, by: Any, at: datetime | None = None) -> None:
    """In sight of everybody from now on, dated now (or `at`, for what was published before)."""
    require(by, "blog.publish")
    if article.published_at:
        return
    article.published_at = at or clock.now()
    threads.reveal(_thread(article), by=by, at=article.published_at, right="blog.publish")
    audit.record("article.publish", "thread", article.thread_id, by=by)
    announce(ArticlePublished(by=by.id, member_id=by.member_id, thread_id=article.thread_id), at=at)


def withdraw(article: Article, *, by: Any) -> None:
    """Back to a draft."""
    require(by, "blog.publish")
    if article.published_at is None:
        return
    article.published_at = None
    threads.hide(_thread(article), by=SYSTEM, reason="withdrawn")
    announce(ArticleWithdrawn(by=by.id, member_id=by.member_id, thread_id=article.thread_id))


def published(*, before: datetime | None = None, limit: int = 12) -> list[Row[Any]]:
    """What everybody may read, newest first; a hidden thread takes its article along."""
    query = _rows().where(Article.published_at.is_not(None), Thread.hidden_at.is_(None))
    if before:
        query = query.where(Article.published_at < before)
    return list(
        db.session.execute(
            query.order_by(Article.published_at.desc(), Article.thread_id.desc()).limit(limit)
        )
    )


def drafts(*, by: Any) -> list[Row[Any]]:
    require(by, "blog.write")
    return list(
        db.session.execute(
            _rows()
            .where(Article.published_at.is_(None))
            .order_by(Article.created_at.desc())
            .limit(100)
        )
    )


def one(slug: str, actor: Any) -> Article:
    """By its address; drafts and hidden ones exist only for those who write."""
    found = db.session.execute(
        select(Article, Thread.hidden_at).join(Thread).where(Article.slug == slug)
    ).first()
    if found is None or (
        (found.hidden_at or found[0].published_at is None) and not may(actor, "blog.write")
    ):
        raise NotFound()
    return found[0]


def of_thread(thread_id: int) -> Article | None:
    return db.session.get(Article, thread_id)


def opening(article: Article) -> Post:
    return db.session.scalars(
        select(Post).where(Post.thread_id == article.thread_id, Post.position == 1)
    ).one()


def author_ids(thread_ids: Iterable[int]) -> dict[int, list[int]]:
    """Article -> the accounts that sign it, in order."""
    query = (
        select(ArticleAuthor)
        .where(ArticleAuthor.thread_id.in_(list(thread_ids)))
        .order_by(ArticleAuthor.place)
    )
    signed: dict[int, list[int]] = {}
    for row in db.session.scalars(query):
        signed.setdefault(row.thread_id, []).append(row.account_id)
    return signed


def blog_board() -> Board:
    """Where articles live; made when the first is written."""
    board = db.session.scalars(select(Board).where(Board.purpose == "blog")).first()
    return board or boards.create(
        "blog",
        NAMES,
        abouts=ABOUTS,
        by=SYSTEM,
        purpose="blog",
        staff_only_start=True,
        icon="article",
        order=900,
    )


def _rows() -> Any:
    return select(*COLUMNS).join(Thread, Thread.id == Article.thread_id)


def _thread(article: Article) -> Thread:
    return threads.one(article.thread_id)


def _describe(article: Article, thread: Thread, source: str, excerpt: str) -> None:
    article.excerpt = text.clean_line(excerpt, LONGEST_EXCERPT, empty=True) or thread.excerpt
    article.reading_minutes = max(1, round(len(source.split()) / WORDS_A_MINUTE))
    thread.excerpt = article.excerpt
    threads.touch(thread.id)
    db.session.flush()


def _sign(article: Article, account_ids: Sequence[int]) -> None:
    db.session.execute(delete(ArticleAuthor).where(ArticleAuthor.thread_id == article.thread_id))
    for place, account_id in enumerate(dict.fromkeys(account_ids)):
        db.session.add(
            ArticleAuthor(thread_id=article.thread_id, account_id=account_id, place=place)
        )
    db.session.flush()


def _free_slug(base: str) -> str:
    number = 1
    taken = set(
        db.session.scalars(
            select(Article.slug).where(Article.slug.startswith(base, autoescape=True))
        )
    ) | {"write", "feed.atom"}
    while (slug := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return slug
