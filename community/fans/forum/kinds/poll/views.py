"""Voting in a poll, and who voted where that is open."""

from flask import request
from flask.typing import ResponseReturnValue

from community.fans.forum import threads
from community.fans.forum.models import Thread
from community.kernel import web
from community.kernel.refusals import NotFound

from . import showing, voting

MOST_CHOICES = 20


def vote(thread_id: int) -> ResponseReturnValue:
    """`choice` once, several times, or `choice1`, `choice2` ... in the order of the voter."""
    thread = _found(thread_id)
    ranked = [request.form.get(f"choice{rank}", "") for rank in range(1, MOST_CHOICES + 1)]
    written = request.form.getlist("choice")[:MOST_CHOICES] + ranked
    chosen = [int(each) for each in written if each.isascii() and each.isdigit() and len(each) < 4]
    voting.vote(thread, chosen, by=web.actor())
    return _back(thread)


def withdraw(thread_id: int) -> ResponseReturnValue:
    thread = _found(thread_id)
    voting.withdraw(thread, by=web.actor())
    return _back(thread)


def ballots(thread_id: int) -> ResponseReturnValue:
    """Only of an open poll, and only where its results are shown to this reader."""
    reader = web.actor()
    thread = threads.shown(thread_id, reader)
    shown = showing.load(thread, reader, None)
    if not shown or not shown["named"]:
        raise NotFound()
    return web.page(
        "fans/forum/kinds/ballots.html",
        thread=thread,
        address=threads.address(thread),
        ballots=showing.ballots(thread.id),
    )


def _found(thread_id: int) -> Thread:
    return threads.visible_to(web.actor()).one(thread_id)


def _back(thread: Thread) -> ResponseReturnValue:
    return web.see_other(f"{threads.address(thread)}#kind")
