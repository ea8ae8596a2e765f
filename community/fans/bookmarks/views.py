"""The page of bookmarks, and the form for one."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask import flash, request
from flask.typing import ResponseReturnValue

from community.fans.forum import posts
from community.kernel import clock, text, web
from community.kernel.i18n import gettext as _
from community.kernel.refusals import Invalid

from . import bookmarks, finding
from .refusals import ReminderTooFar

SPANS = {"hours": timedelta(hours=3), "day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30)}  # fmt: skip
MORNING = time(7, tzinfo=UTC)


def index() -> ResponseReturnValue:
    kept, after = finding.of(web.actor(), request.args.get("after", ""))
    older = f"/bookmarks?after={after}" if after else ""
    return web.page("fans/bookmarks/index.html", kept=kept, older=older)


def edit(post_id: int) -> ResponseReturnValue:
    kept = bookmarks.find(post_id, web.actor())
    return _form(post_id, note=kept.note if kept else "", kept=kept)


def save(post_id: int) -> ResponseReturnValue:
    by, note = web.actor(), request.form.get("note", "")
    post, thread = posts.visible_to(by, post_id)
    try:
        bookmarks.keep(post, by=by, note=note, remind_at=_when(post_id))
    except Invalid as refusal:
        kept = bookmarks.find(post_id, by)
        return _form(post_id, 422, note=note, kept=kept, refusal=refusal)
    flash(_("Kept. You find it under Bookmarks."))
    return web.see_other(posts.address(thread, post))


def remove(post_id: int) -> ResponseReturnValue:
    bookmarks.let_go(post_id, by=web.actor())
    return web.see_other("/bookmarks")


def _form(post_id: int, status: int = 200, **filled: Any) -> ResponseReturnValue:
    post, thread = posts.visible_to(web.actor(), post_id)
    return web.page(
        "fans/bookmarks/edit.html",
        status,
        post_id=post_id,
        title=thread.title,
        address=posts.address(thread, post),
        excerpt=text.excerpt(post.markdown, 280) if post.visible else "",
        **filled,
    )


def _when(post_id: int) -> datetime | None:
    """The day wins over the span; "kept" leaves the reminder that is set."""
    if day := request.form.get("on", ""):
        try:
            return datetime.combine(date.fromisoformat(day), MORNING)
        except ValueError:
            raise ReminderTooFar() from None
    chosen = request.form.get("in", "")
    if chosen == "kept":
        kept = bookmarks.find(post_id, web.actor())
        return kept.remind_at if kept else None
    return clock.now() + SPANS[chosen] if chosen in SPANS else None
