"""Feeds and the sitemap hold what everybody may see, whoever asks."""

from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Response, request
from flask.typing import ResponseReturnValue

from community.commons import branding
from community.fans.blog import articles
from community.fans.forum import boards, threads
from community.fans.sharing.atom import FeedEntry, feed
from community.kernel import clock
from community.kernel.i18n import gettext as _
from community.kernel.permissions import NOBODY
from community.kernel.web import external
from community.people import accounts

ENTRIES = 30
SITEMAP_ENTRIES = 10_000


def latest_feed() -> ResponseReturnValue:
    title = _("%(brand)s: latest threads", brand=branding.brand().name)
    return _threads_feed(
        title, "/latest", "/feed.atom", threads.opening_posts(NOBODY, limit=ENTRIES)
    )


def board_feed(slug: str) -> ResponseReturnValue:
    board = boards.found(slug, NOBODY)
    title = f"{branding.brand().name}: {board.name}"
    return _threads_feed(
        title,
        board.path,
        f"/b/{slug}/feed.atom",
        threads.opening_posts(NOBODY, board_id=board.id, limit=ENTRIES),
    )


def blog_feed() -> ResponseReturnValue:
    rows = articles.published(limit=ENTRIES)
    people, texts = _signed(rows), threads.html_of_openings([row.thread_id for row in rows])
    entries = [
        FeedEntry(
            external(f"/blog/{row.slug}"), row.title, people[row.thread_id], row.published_at, row.published_at,
            texts.get(row.thread_id, ""), row.language,
        )
        for row in rows
    ]  # fmt: skip
    return _answer(
        _("%(brand)s: blog", brand=branding.brand().name), "/blog", "/blog/feed.atom", entries
    )


def sitemap() -> ResponseReturnValue:
    root = Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for path in (
        "/",
        "/boards",
        "/blog",
        "/gatherings",
        *(board.path for board in boards.all_visible(NOBODY)),
    ):
        _place(root, path)
    for row in articles.published(limit=1000):
        _place(root, f"/blog/{row.slug}", row.published_at)
    for row in threads.addresses(NOBODY, limit=SITEMAP_ENTRIES):
        _place(root, threads.address(row), row.last_posted_at)
    return Response(
        tostring(root, encoding="utf-8", xml_declaration=True), mimetype="application/xml"
    )


def robots() -> ResponseReturnValue:
    closed = (
        "/staff",
        "/marketing",
        "/admin",
        "/settings",
        "/me",
        "/messages",
        "/notifications",
        "/search",
        "/go/",
        "/sign-in",
        "/drafts",
        "/calendar",
        "/unsubscribe",
    )
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in closed),
        "",
        f"Sitemap: {external('/sitemap.xml')}",
        "",
    ]
    return Response("\n".join(lines), mimetype="text/plain")


def _threads_feed(title: str, path: str, own_path: str, rows: list[Any]) -> ResponseReturnValue:
    people = accounts.briefs({row.author_id for row in rows})
    entries = [
        FeedEntry(
            external(threads.address(row)), row.title, people[row.author_id].name if row.author_id in people else "",
            row.created_at, row.edited_at or row.created_at, row.html, row.language,
        )
        for row in rows
    ]  # fmt: skip
    return _answer(title, path, own_path, entries)


def _answer(title: str, path: str, own_path: str, entries: list[FeedEntry]) -> ResponseReturnValue:
    updated: datetime = max((entry.updated for entry in entries), default=clock.now())
    body = feed(title, external(path), external(own_path), entries, updated)
    answer = Response(body, content_type="application/atom+xml; charset=utf-8")
    answer.add_etag()
    return answer.make_conditional(request)


def _place(root: Element, path: str, changed: datetime | None = None) -> None:
    node = SubElement(root, "url")
    SubElement(node, "loc").text = external(path)
    if changed:
        SubElement(node, "lastmod").text = changed.date().isoformat()


def _signed(rows: list[Any]) -> dict[int, str]:
    signed = articles.author_ids(row.thread_id for row in rows)
    people = accounts.briefs({each for ids in signed.values() for each in ids})
    return {
        row.thread_id: ", ".join(
            people[each].name for each in signed.get(row.thread_id, []) if each in people
        )
        for row in rows
    }
