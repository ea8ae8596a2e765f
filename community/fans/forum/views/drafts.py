"""Saving a draft while somebody writes, and finding it again."""

from collections.abc import Sequence

from flask import flash, jsonify, request
from flask.typing import ResponseReturnValue

from community.fans.forum import cautions, drafts, posts, threads
from community.fans.forum.forms import EditForm, ReplyForm, ThreadForm, thread_form
from community.kernel import web
from community.kernel.i18n import gettext as _
from community.kernel.refusals import BadRequest


def save_new() -> ResponseReturnValue:
    form = thread_form()
    said = cautions.before_text(form.body.data or "", web.actor()) if web.wants_json() else []
    return _save(form, drafts.NEW, "/t/new", said)


def save_reply(thread_id: int) -> ResponseReturnValue:
    thread, form, by = threads.visible_to(web.actor()).one(thread_id), ReplyForm(), web.actor()
    said = cautions.before_reply(thread, form.body.data or "", by) if web.wants_json() else []
    return _save(form, drafts.place_of(thread_id), f"/t/{thread_id}/reply", said)


def save_edit(post_id: int) -> ResponseReturnValue:
    post, _thread = posts.visible_to(web.actor(), post_id)
    posts.require_time(post, web.actor())
    return _save(EditForm(), drafts.place_of_edit(post_id), f"/posts/{post_id}/edit")


def index() -> ResponseReturnValue:
    return web.page("fans/forum/drafts.html", drafts=drafts.of(web.actor()))


def discard() -> ResponseReturnValue:
    drafts.discard(web.actor(), request.form.get("place", ""))
    return web.see_other("/drafts")


def _save(
    form: ThreadForm | ReplyForm | EditForm, place: str, back: str, cautioned: Sequence[str] = ()
) -> ResponseReturnValue:
    """`sequence` is the number of the draft that was written on; the answer carries the next."""
    sequence = _number(form.sequence.data or "0") + 1
    drafts.save(web.actor(), place, sequence, form.kept)
    if web.wants_json():
        return jsonify(sequence=sequence, said=_("Draft kept"), cautions=list(cautioned))
    flash(_("Your draft is kept. You find it here whenever you come back."))
    return web.see_other(back)


def _number(written: str) -> int:
    if not (written.isascii() and written.isdigit() and len(written) < 10):
        raise BadRequest()
    return int(written)
