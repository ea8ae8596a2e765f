"""Starting a thread."""

from typing import Any

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue

from community.fans.forum import boards, drafts, offering, similar, tags, threads
from community.fans.forum.forms import ThreadForm, thread_form
from community.fans.forum.views import composing
from community.kernel import web
from community.kernel.refusals import Refusal


def compose() -> ResponseReturnValue:
    kind = offering.named(request.args.get("kind", ""))
    begun = ("board", "kind", "title", *kind.fields)
    asked = {name: request.args[name][:200] for name in begun if name in request.args}
    form = thread_form(**asked)
    composing.begin(form, drafts.NEW)
    _begin_as_the_board_asks(form)
    return _page(form)


def start() -> ResponseReturnValue:
    form, by = thread_form(), web.actor()
    if "preview" in request.form:
        return composing.preview(form, _page)
    if not by.signed_in:
        return composing.hold_for_sign_in(form, drafts.NEW, "/t/new")
    try:
        composing.take_files(form)
        thread = _started(form, by)
    except Refusal as refusal:
        return composing.refused(form, refusal, _page)
    composing.sent(drafts.NEW)
    return web.see_other(threads.address(thread))


def nowhere() -> ResponseReturnValue:
    return redirect("/latest", 302)


def _started(form: ThreadForm, by: Any) -> Any:
    board, kind = boards.to_start(form.board.data or "", by), form.kind.data or offering.PLAIN
    return threads.start(
        board, form.title.data or "", form.body.data or "", kind=kind, details=form.details(kind),
        tags=tags.named(form.tags.data or ""), by=by, submission=form.submission.data or "",
    )  # fmt: skip


def _begin_as_the_board_asks(form: ThreadForm) -> None:
    offered = boards.to_start_in(web.actor())
    chosen = next((each for each in offered if each.slug == form.board.data), None)
    chosen = chosen or next(iter(offered), None)
    if chosen and not (form.body.data or "").strip():
        form.body.data = chosen.starter


def _page(form: ThreadForm, status: int = 200, preview: Any = "") -> Response:
    """The kinds are those of the board in the address, or of all boards this person may choose."""
    open_boards = boards.to_start_in(web.actor())
    here = [each for each in open_boards if each.slug == form.board.data] or open_boards
    taken = {kind.name for each in here for kind in offering.in_board(each)}
    kinds = [kind for kind in offering.all_kinds() if kind.name in taken]
    if kinds and form.kind.data not in taken:
        form.kind.data = kinds[0].name
    form.offer(open_boards, kinds)
    alike = similar.to_title(form.title.data or "", web.actor()) if preview or status >= 400 else []
    return web.page(
        "fans/forum/new.html", status, form=form, kinds=kinds, preview=preview, similar=alike
    )
