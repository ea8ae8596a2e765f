"""Replying: on a page of its own, or under the thread."""

from typing import Any

from flask import Response, request
from flask.typing import ResponseReturnValue

from community.fans.forum import cautions, drafts, order, posts, threads
from community.fans.forum.forms import ReplyForm
from community.fans.forum.models import Thread
from community.fans.forum.views import composing
from community.kernel import web
from community.kernel.refusals import NotFound, Refusal


def compose(thread_id: int) -> ResponseReturnValue:
    thread, form = threads.shown(thread_id, web.actor()), ReplyForm()
    composing.begin(form, drafts.place_of(thread_id))
    if quoted := request.args.get("quote", type=int):
        post, _thread = posts.visible_to(web.actor(), quoted)
        if not post.visible or post.thread_id != thread_id:
            raise NotFound()
        form.body.data = "\n\n".join(filter(None, [form.body.data, posts.quoted(post, thread)]))
        form.reply_to.data = str(post.position)
    return _page(form, thread)


def reply(thread_id: int) -> ResponseReturnValue:
    by, form = web.actor(), ReplyForm()
    thread = _found(thread_id, form)
    thread_id, place = thread.id, drafts.place_of(thread.id)

    def again(form: ReplyForm, status: int = 200, preview: Any = "") -> Response:
        return _page(form, threads.shown(thread_id, by), status, preview)

    if "preview" in request.form:
        return composing.preview(form, again)
    if not by.signed_in:
        return composing.hold_for_sign_in(form, place, f"/t/{thread_id}/reply")
    try:
        composing.take_files(form)
        post = posts.reply(
            thread,
            form.body.data or "",
            by=by,
            reply_to=_position(form),
            submission=form.submission.data or "",
        )
    except Refusal as refusal:
        return composing.refused(form, refusal, again)
    composing.sent(place)
    return web.see_other(posts.address(thread, post))


def preview() -> ResponseReturnValue:
    """The text as a piece of a page, for the composer."""
    return Response(composing.rendered(request.form.get("body", "")), mimetype="text/html")


def _found(thread_id: int, form: ReplyForm) -> Thread:
    """The thread, or the one it was merged into while somebody was writing."""
    now = order.thread_now(thread_id)
    if now != thread_id:
        form.reply_to.data = ""
    return threads.visible_to(web.actor()).one(now)


def _position(form: ReplyForm) -> int | None:
    written = (form.reply_to.data or "")[:9]
    return int(written) if written.isascii() and written.isdigit() else None


def _page(form: ReplyForm, thread: Any, status: int = 200, preview: Any = "") -> Response:
    return web.page(
        "fans/forum/reply.html",
        status,
        form=form,
        thread=thread,
        address=threads.address(thread),
        preview=preview,
        cautions=cautions.before_reply(thread, form.body.data or "", web.actor()),
    )
