"""The organiser's page: change it, call it off."""

from flask import request
from flask.typing import ResponseReturnValue

from community.fans.forum import Thread, threads
from community.fans.gatherings import answering, changing, planning
from community.fans.gatherings.forms import ChangeForm, change_form
from community.kernel import web
from community.kernel.permissions import require
from community.kernel.refusals import Invalid

from .answers import back, found


def edit(thread_id: int) -> ResponseReturnValue:
    thread = found(thread_id)
    require(web.actor(), "gatherings.keep", thread)
    filled = planning.as_filled(answering.found(thread.id))
    return _page(change_form(**filled), thread)


def change(thread_id: int) -> ResponseReturnValue:
    thread, form = found(thread_id), change_form()
    try:
        changing.change(thread, form.filled, by=web.actor())
    except Invalid as refusal:
        form.attach(refusal)
        return _page(form, thread, refusal.status)
    return back(thread)


def cancel(thread_id: int) -> ResponseReturnValue:
    thread = found(thread_id)
    changing.cancel(thread, request.form.get("reason", ""), by=web.actor())
    return back(thread)


def _page(form: ChangeForm, thread: Thread, status: int = 200) -> ResponseReturnValue:
    gathering = answering.found(thread.id)
    return web.page(
        "fans/gatherings/change.html",
        status,
        form=form,
        thread=thread,
        address=threads.address(thread),
        concerned=gathering.coming_count + gathering.maybe_count + gathering.waiting_count,
        off=answering.is_off(thread.id),
    )
