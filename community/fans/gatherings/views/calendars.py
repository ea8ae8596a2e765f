"""Calendar files and feeds."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from community.fans.gatherings import calendars, keys
from community.kernel import web


def one(thread_id: int) -> ResponseReturnValue:
    return _file(calendars.of_one(thread_id, web.actor()), f"gathering-{thread_id}.ics")


def everybody() -> ResponseReturnValue:
    answer = _file(calendars.of_all(), "gatherings.ics")
    answer.headers["Cache-Control"] = "public, max-age=300"
    answer.add_etag()
    return answer.make_conditional(request)


def personal(token: str) -> ResponseReturnValue:
    """Whoever knows the address reads it: a calendar program cannot sign in."""
    answer = _file(calendars.of_account(keys.owner(token)), "my-gatherings.ics")
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def settings() -> ResponseReturnValue:
    path = keys.path(web.actor().id)
    feed = web.external(path) if path else ""
    return web.page(
        "fans/gatherings/calendar.html", feed=feed, all_feed=web.external("/gatherings.ics")
    )


def renew() -> ResponseReturnValue:
    keys.renew(by=web.actor())
    return web.see_other("/settings/calendar")


def stop() -> ResponseReturnValue:
    keys.stop(by=web.actor())
    return web.see_other("/settings/calendar")


def _file(body: bytes, name: str) -> Response:
    answer = Response(body, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
