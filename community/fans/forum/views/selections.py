"""A part of one thread at the thread's own address: the best, the team's posts with the answer, what came since."""

from typing import Any

from flask import redirect, request
from flask.typing import ResponseReturnValue

from community.fans.forum import posts, reads, showing, threads
from community.kernel import web
from community.kernel.refusals import NotFound


def show(thread: Any, view: str, reader: Any) -> ResponseReturnValue:
    if view not in posts.VIEWS:
        raise NotFound()
    address, after = threads.address(thread), request.args.get("after", "")
    if view == "since" and not after:
        left = f"{address}?view=since&after={thread.read_position}"
        return redirect(left if thread.read_position else address, 302)
    rows, key = posts.selected(view, thread, reader, after)
    if view == "since" and rows and reader.signed_in:
        reads.saw(reader.id, thread.id, rows[-1].position)
    further = f"{address}?view={view}&after={key}" if key else ""
    page = showing.shown_selection(thread, rows, reader, view)
    return web.page(
        "fans/forum/selection.html", **page, further=further, canonical=web.external(address)
    )
