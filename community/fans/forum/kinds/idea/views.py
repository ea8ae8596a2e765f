"""Voting for ideas, deciding about them, and their list."""

import re

from flask import request
from flask.typing import ResponseReturnValue

from community.fans.forum import people, showing, threads
from community.fans.forum.models import Thread
from community.fans.forum.views import lists
from community.kernel import web
from community.kernel.refusals import BadRequest, NotFound

from . import deciding, voting
from .showing import SIGNS, WORDS, by_votes


def index() -> ResponseReturnValue:
    status = request.args.get("status", "open")
    if status not in deciding.STATUSES:
        raise BadRequest()
    found = by_votes(web.actor(), status, place=lists.place())
    rows = showing.shown_rows(found.rows, web.actor())
    return web.page(
        "fans/forum/kinds/ideas.html",
        ideas=list(zip(rows, found.rows, strict=True)),
        chosen=status,
        words=WORDS,
        statuses=deciding.STATUSES,
        newer=f"/ideas?status={status}&before={found.newer}" if found.newer else "",
        older=f"/ideas?status={status}&after={found.older}" if found.older else "",
    )


def vote(thread_id: int) -> ResponseReturnValue:
    thread = _found(thread_id)
    voting.vote(thread, by=web.actor())
    return _back(thread)


def withdraw(thread_id: int) -> ResponseReturnValue:
    thread = _found(thread_id)
    voting.withdraw(thread, by=web.actor())
    return _back(thread)


def decide(thread_id: int) -> ResponseReturnValue:
    thread = _found(thread_id)
    deciding.decide(
        thread, request.form.get("status", ""), by=web.actor(), note=request.form.get("note", "")
    )
    return _back(thread)


def merge(thread_id: int) -> ResponseReturnValue:
    thread = _found(thread_id)
    into = _found(_number(request.form.get("into", "")))
    deciding.merge(thread, into, by=web.actor(), note=request.form.get("note", ""))
    return _back(into)


def history(thread_id: int) -> ResponseReturnValue:
    thread = _found(thread_id)
    decisions = deciding.history(thread.id)
    return web.page(
        "fans/forum/kinds/decisions.html",
        thread=thread,
        address=threads.address(thread),
        decisions=decisions,
        who=people.briefs(each.by_id for each in decisions),
        words=WORDS,
        signs=SIGNS,
    )


def _found(thread_id: int) -> Thread:
    thread = threads.visible_to(web.actor()).one(thread_id)
    if thread.kind != "idea":
        raise NotFound()
    return thread


def _number(written: str) -> int:
    """The idea meant by its number or its whole address."""
    found = re.search(r"(?:/t/)?(\d{1,18})(?:/|$)", written.strip()[:300])
    if not found:
        raise NotFound()
    return int(found[1])


def _back(thread: Thread) -> ResponseReturnValue:
    return web.see_other(f"{threads.address(thread)}#kind")
