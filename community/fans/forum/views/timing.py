"""When a thread closes or opens again, how fast people reply in it, and until when it is pinned."""

from datetime import UTC, datetime

from flask import request
from flask.typing import ResponseReturnValue

from community.fans.forum import order, threads
from community.fans.forum.models import Thread
from community.fans.forum.refusals import PaceOutOfRange, TimeAhead
from community.kernel import web
from community.kernel.permissions import require


def choose(thread_id: int) -> ResponseReturnValue:
    require(web.actor(), "forum.time")
    thread = threads.shown(thread_id, web.actor())
    return web.page("fans/forum/timing.html", thread=thread, address=threads.address(thread))


def set_timer(thread_id: int) -> ResponseReturnValue:
    thread = _found(thread_id)
    order.set_timer(thread, _time(), by=web.actor(), reason=request.form.get("reason", ""))
    return web.see_other(threads.address(thread))


def stop_timer(thread_id: int) -> ResponseReturnValue:
    thread = _found(thread_id)
    order.stop_timer(thread, by=web.actor())
    return web.see_other(threads.address(thread))


def slow_down(thread_id: int) -> ResponseReturnValue:
    thread, written = _found(thread_id), request.form.get("minutes", "").strip()
    if not (written.isascii() and written.isdigit() and len(written) < 6):
        raise PaceOutOfRange(most=order.SLOWEST)
    order.slow_down(thread, int(written), by=web.actor(), reason=request.form.get("reason", ""))
    return web.see_other(threads.address(thread))


def pin(thread_id: int) -> ResponseReturnValue:
    thread = _found(thread_id)
    threads.pin(thread, by=web.actor(), until=order.ahead(_time()))
    return web.see_other(threads.address(thread))


def _found(thread_id: int) -> Thread:
    return threads.visible_to(web.actor()).one(thread_id)


def _time() -> datetime:
    """A day and an hour, in UTC."""
    try:
        return datetime.strptime(request.form.get("when", "")[:16], "%Y-%m-%dT%H:%M").replace(
            tzinfo=UTC
        )
    except ValueError:
        raise TimeAhead() from None
