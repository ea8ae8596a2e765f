"""Starting a thread."""

from typing import Any

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue

from community.fans.forum import boards, drafts, tags, threads
from community.fans.forum.forms import ThreadForm
from community.fans.forum.views import composing
from community.kernel import web
from community.kernel.refusals import Refusal


def compose() -> ResponseReturnValue:
    form = ThreadForm(board=request.args.get("board"), title=request.args.get("title", "")[:200])
    composing.begin(form, drafts.NEW)
    return _page(form)


def start() -> ResponseReturnValue:
    form, by = ThreadForm(), web.actor()
    if "preview" in request.form:
        return composing.preview(form, _page)
    if not by.signed_in:
        return composing.hold_for_sign_in(form, drafts.NEW, "/t/new")
    try:
        thread = _started(form, by)
    except Refusal as refusal:
        return composing.refused(form, refusal, _page)
    composing.sent(drafts.NEW)
    return web.see_other(threads.address(thread))


def nowhere() -> ResponseReturnValue:
    return redirect("/latest", 302)


def _started(form: ThreadForm, by: Any) -> Any:
    board = boards.to_start(form.board.data or "", by)
    return threads.start(
        board, form.title.data or "", form.body.data or "", kind=form.kind.data or "discussion",
        tags=tags.named(form.tags.data or ""), by=by, submission=form.submission.data or "",
    )  # fmt: skip


def _page(form: ThreadForm, status: int = 200, preview: Any = "") -> Response:
    form.offer(boards.to_start_in(web.actor()))
    return web.page("fans/forum/new.html", status, form=form, preview=preview)
