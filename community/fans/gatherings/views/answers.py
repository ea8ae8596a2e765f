"""Answering, who comes, and checking in."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from community.fans.forum import Thread, threads
from community.fans.gatherings import answering, attending, finding, showing
from community.kernel import web
from community.kernel.permissions import may
from community.kernel.refusals import Invalid, NotFound
from community.people import accounts

SHOWN = ("yes", "waiting", "maybe")


def answer(thread_id: int) -> ResponseReturnValue:
    thread = found(thread_id)
    answering.answer(thread, request.form.get("answer", ""), by=web.actor())
    return back(thread)


def people(thread_id: int) -> ResponseReturnValue:
    """Faces are for people who are signed in; who waits and who came, for the organiser."""
    reader, row = web.actor(), finding.one(thread_id, web.actor())
    keeps = may(reader, "gatherings.keep", row)
    said = {each: finding.who(thread_id, each) for each in SHOWN if each != "waiting" or keeps}
    known = accounts.briefs({each.account_id for rows in said.values() for each in rows})
    shown = {
        name: [(known[each.account_id], each) for each in rows if each.account_id in known]
        for name, rows in said.items()
    }
    return web.page(
        "fans/gatherings/people.html", row=row, line=showing.line(row, reader), shown=shown, keeps=keeps
    )  # fmt: skip


def check_in_page(thread_id: int, status: int = 200, wrong: str = "") -> ResponseReturnValue:
    """The code for the organiser to show; the field to enter it for everybody else."""
    reader = web.actor()
    thread = found(thread_id)
    gathering = answering.found(thread.id)
    keeps = may(reader, "gatherings.keep", thread)
    return web.page(
        "fans/gatherings/check_in.html",
        status,
        thread=thread,
        address=threads.address(thread),
        path=f"{web.external('')}/gatherings/{thread.id}/check-in",
        code=gathering.code if keeps else "",
        spoken=attending.spoken(gathering.code) if keeps else "",
        came=gathering.came_count,
        coming=gathering.coming_count,
        open=attending.is_open(gathering),
        answer=finding.answer_of(thread.id, reader.id),
        keeps=keeps,
        wrong=wrong,
    )


def check_in(thread_id: int) -> ResponseReturnValue:
    thread = found(thread_id)
    try:
        attending.check_in(thread, request.form.get("code", ""), by=web.actor())
    except Invalid as refusal:
        return check_in_page(thread_id, refusal.status, str(refusal))
    return back(thread)


def found(thread_id: int) -> Thread:
    thread = threads.visible_to(web.actor()).one(thread_id)
    if thread.kind != "event":
        raise NotFound()
    return thread


def back(thread: Any) -> ResponseReturnValue:
    return web.see_other(f"{threads.address(thread)}#kind")
