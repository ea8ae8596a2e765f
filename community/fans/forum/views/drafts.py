"""Saving a draft while somebody writes, and finding it again."""

from flask import flash, jsonify, request
from flask.typing import ResponseReturnValue

from community.fans.forum import drafts, threads
from community.fans.forum.forms import ReplyForm, ThreadForm, thread_form
from community.kernel import web
from community.kernel.i18n import gettext as _
from community.kernel.refusals import BadRequest


def save_new() -> ResponseReturnValue:
    return _save(thread_form(), drafts.NEW, "/t/new")


def save_reply(thread_id: int) -> ResponseReturnValue:
    threads.visible_to(web.actor()).one(thread_id)
    return _save(ReplyForm(), drafts.place_of(thread_id), f"/t/{thread_id}/reply")


def index() -> ResponseReturnValue:
    return web.page("fans/forum/drafts.html", drafts=drafts.of(web.actor()))


def discard() -> ResponseReturnValue:
    drafts.discard(web.actor(), request.form.get("place", ""))
    return web.see_other("/drafts")


def _save(form: ThreadForm | ReplyForm, place: str, back: str) -> ResponseReturnValue:
    """`sequence` is the number of the draft that was written on; the answer carries the next."""
    sequence = _number(form.sequence.data or "0") + 1
    drafts.save(web.actor(), place, sequence, form.kept)
    if web.wants_json():
        return jsonify(sequence=sequence, said=_("Draft kept"))
    flash(_("Your draft is kept. You find it here whenever you come back."))
    return web.see_other(back)


def _number(written: str) -> int:
    if not (written.isascii() and written.isdigit() and len(written) < 10):
        raise BadRequest()
    return int(written)
