"""The blog's front and an article with its comments."""

from datetime import UTC, datetime
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from community.commons import branding
from community.fans.blog import articles
from community.fans.blog.models import Article
from community.fans.forum import posts, showing, tags, threads
from community.kernel import web
from community.kernel.permissions import NOBODY
from community.kernel.refusals import NotFound
from community.people import accounts

PAGE = 12


def version(slug: str) -> str | None:
    """The article's version for everybody, None for drafts."""
    try:
        article = articles.one(slug, NOBODY)
    except NotFound:
        return None
    return f"a{article.thread_id}.{threads.one(article.thread_id).version}"


def index() -> ResponseReturnValue:
    rows = articles.published(before=_before(), limit=PAGE + 1)
    older = f"/blog?before={rows[PAGE - 1].published_at.timestamp()}" if len(rows) > PAGE else ""
    return web.page("fans/blog/index.html", articles=_cards(rows[:PAGE]), older=older)


def show(slug: str) -> ResponseReturnValue:
    reader = web.actor()
    article = articles.one(slug, reader)
    thread = threads.shown(article.thread_id, reader)
    shown = showing.shown_thread(thread, posts.page(thread.id, around=1, viewer=reader), 1, reader)
    opening, *comments = shown.pop("posts") or [None]
    written_by = articles.author_ids([article.thread_id]).get(article.thread_id, [])
    signed = accounts.briefs(written_by)
    authors = [signed[each] for each in written_by if each in signed]
    return web.page(
        "fans/blog/article.html",
        **{**shown, "tags": tags.of(thread.id)},
        article=article,
        opening=opening,
        comments=comments,
        authors=authors,
        linked=_linked_data(article, thread.title, authors),
        canonical=web.external(f"/blog/{article.slug}"),
    )


def _cards(rows: list[Any]) -> list[dict[str, Any]]:
    signed = articles.author_ids(row.thread_id for row in rows)
    people = accounts.briefs({each for ids in signed.values() for each in ids})
    return [
        {
            "row": row,
            "authors": [people[each] for each in signed.get(row.thread_id, []) if each in people],
        }
        for row in rows
    ]


def _linked_data(article: Article, title: str, authors: list[Any]) -> dict[str, Any]:
    """schema.org BlogPosting, for search engines."""
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": title[:110],
        "description": article.excerpt,
        "url": web.external(f"/blog/{article.slug}"),
        "author": [
            {"@type": "Person", "name": each.name, "url": web.external(f"/@{each.handle}")}
            for each in authors
        ],
        "publisher": {"@type": "Organization", "name": branding.brand().name},
    }
    if article.published_at:
        told["datePublished"] = article.published_at.isoformat()
    if article.cover_key:
        told["image"] = web.external(f"/media/{article.cover_key}")
    return told


def _before() -> datetime | None:
    try:
        return datetime.fromtimestamp(float(request.args.get("before", "")), UTC)
    except (ValueError, OverflowError, OSError):
        return None
