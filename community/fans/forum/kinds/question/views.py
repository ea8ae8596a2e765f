"""A reader tells what came of the accepted answer."""

from flask import request
from flask.typing import ResponseReturnValue

from community.fans.forum import threads
from community.kernel import web
from community.kernel.refusals import Invalid

from . import trials


def report(thread_id: int) -> ResponseReturnValue:
    by, works = web.actor(), request.form.get("works")
    thread = threads.visible_to(by).one(thread_id)
    if works not in ("yes", "no"):
        raise Invalid()
    trials.report(thread, works=works == "yes", version=request.form.get("version", ""), by=by)
    return web.see_other(f"{threads.address(thread)}#kind")
