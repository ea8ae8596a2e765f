"""A thread's page."""

import secrets
from typing import Any

from flask import Response, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape

from community.fans.forum import order, posts, reads, showing, threads
from community.fans.forum.forms import ReplyForm
from community.fans.forum.views import selections
from community.kernel import web
from community.kernel.i18n import ngettext
from community.kernel.patterns import filled
from community.kernel.permissions import may
from community.kernel.refusals import NotFound
from community.people import attendance


def version(thread_id: int, slug: str, position: int = 1) -> str | None:
    """Asked for every visit of somebody without a session, so the visit is counted here."""
    thread = threads.glance(thread_id)
    if thread is None or _elsewhere(thread, slug, position):
        return None
    reads.visited(thread_id)
    return f"t{thread_id}.{thread.version}"


def show(thread_id: int, slug: str, position: int = 1) -> ResponseReturnValue:
    reader = web.actor()
    thread = _shown(thread_id, reader)
    if gone := _gone(thread, thread_id, position, reader):
        return redirect(gone, 301)
    if address := _elsewhere(thread, slug, position):
        return redirect(address, 301 if slug != thread.slug else 302)
    if view := request.args.get("view"):
        return selections.show(thread, view, reader)
    also = thread.accepted_position if position == 1 else None
    rows = posts.page(thread_id, around=position, viewer=reader, also=also)
    missing = position > 1 and position not in {row.position for row in rows}
    if missing and (gone := order.gone_to(thread_id, position, reader)):
        return redirect(gone, 302)
    if reader.signed_in:
        _note_reading(thread, position, reader)
    page = showing.shown_thread(thread, rows, position, reader)
    canonical = web.external(posts.path(thread, position))
    fields = _reply_fields(thread, reader)
    return web.page("fans/forum/thread.html", **page, reply_fields=fields, canonical=canonical)


def by_number(thread_id: int) -> ResponseReturnValue:
    thread = _shown(thread_id, web.actor())
    return redirect(_gone(thread, thread_id, 1, web.actor()) or threads.address(thread), 301)


def ahead(thread_id: int) -> ResponseReturnValue:
    """What has come since position `last`; open pages ask again and again, so nothing new costs one small look-up."""
    thread = threads.standing(thread_id, web.actor())
    tag = f"a{thread.version}"
    if request.if_none_match.contains(tag):
        unchanged = Response(status=304)
        unchanged.set_etag(tag)
        return unchanged
    last = min(max(0, request.args.get("last", 0, type=int)), thread.last_position)
    more, first = posts.since(thread_id, last)
    answer = jsonify(
        last=thread.last_position,
        more=more,
        label=ngettext("%(num)d new post", "%(num)d new posts", more),
        url=posts.path(thread, first or thread.last_position),
    )
    answer.set_etag(tag)
    return answer


def _shown(thread_id: int, reader: Any) -> Any:
    """The thread, or None where nothing opens for this reader: `_gone` says what then."""
    try:
        return threads.shown(thread_id, reader)
    except NotFound:
        return None


def _gone(thread: Any, thread_id: int, position: int, reader: Any) -> str:
    """Where to read on when the post has left for another thread."""
    here = thread is not None and (thread.posts_count or not thread.hidden_at)
    if here and (position == 1 or position == posts.first_of_page(position)):
        return ""
    gone = order.gone_to(thread_id, position, reader)
    if thread is None and not gone:
        raise NotFound()
    return gone


def _elsewhere(thread: Any, slug: str, position: int) -> str:
    """Where to go instead: a renamed thread, an article, or the block of posts in which a position stands."""
    if not 0 < position <= thread.last_position:
        raise NotFound()
    here, first = posts.path(thread, position), posts.first_of_page(position)
    if slug != thread.slug or here.startswith("/blog/"):
        return here
    if position != first:
        return f"{posts.path(thread, first)}#p{position}"
    return here if position == 1 and request.path.endswith(f"{slug}/1") else ""


def _note_reading(thread: Any, first: int, reader: Any) -> None:
    attendance.looked(reader.id)
    last = min(first + posts.PAGE - 1, thread.last_position)
    if last > (thread.read_position or 0):
        reads.saw(reader.id, thread.id, last)
    if reader.unread_notifications:
        reads.heard(reader.id, thread.id)
    reads.visited(thread.id)


def _reply_fields(thread: Any, reader: Any) -> Markup:
    """The inside of the form for a reply, if the reader may write one: drawn once, as pages ask for it often."""
    if not reader.signed_in or reader.suspended or (thread.closed_at and not reader.staff):
        return Markup()
    began, old = thread.draft or {}, showing.quiet_days(thread)
    texts = {
        "thread": thread.id,
        "submission": secrets.token_urlsafe(12),
        "sequence": str(thread.draft_sequence or 0),
        "body": escape(began.get("body", "")),
        "reply_to": escape(began.get("reply_to", "")),
        "csrf_token": generate_csrf(),
        "old": old,
    }
    brings = may(reader, "media.upload")
    return filled("reply with files" if brings else "reply", _draw_reply_fields, texts)


def _draw_reply_fields(marks: dict[str, Any]) -> str:
    form = ReplyForm()
    for name in ("submission", "sequence", "body", "reply_to"):
        form[name].data = marks[name]
    return web.piece(
        "fans/forum/_reply_piece.html",
        form=form,
        thread={"id": marks["thread"]},
        old=marks["old"],
        csrf_token=lambda: marks["csrf_token"],
        preview="",
    )
