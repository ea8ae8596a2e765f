"""The lists of threads: latest, new, unread, top, unanswered, following, and by tag."""

from collections.abc import Callable
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from community.fans.forum import boards, reads, showing, tags, threads
from community.kernel import web
from community.kernel.i18n import gettext as _
from community.kernel.refusals import BadRequest, NotFound


def version() -> str:
    """The lists change with any board that everybody may see."""
    return f"l{boards.versions(web.actor())}"


def latest() -> ResponseReturnValue:
    return _page("latest", threads.latest)


def top() -> ResponseReturnValue:
    period = request.args.get("period", "week")
    if period not in threads.PERIODS:
        raise BadRequest()
    return _page("top", threads.top, period=period)


def unanswered() -> ResponseReturnValue:
    return _page("unanswered", threads.unanswered)


def new() -> ResponseReturnValue:
    return _page("new", threads.new)


def unread() -> ResponseReturnValue:
    return _page("unread", threads.unread)


def following() -> ResponseReturnValue:
    return _page("following", threads.following)


def mark_read() -> ResponseReturnValue:
    slug = request.form.get("board", "")
    board = boards.found(slug, web.actor()) if slug else None
    reads.mark_all_read(web.actor(), board.id if board else None)
    return web.see_other(board.path if board else "/latest")


def all_tags() -> ResponseReturnValue:
    return web.page("fans/forum/tags.html", tags=tags.popular(300))


def tagged(tag: str) -> ResponseReturnValue:
    known = tags.find(tag)
    if known is None:
        raise NotFound()
    found = threads.tagged(web.actor(), known.id, place=place())
    if not found.rows:
        raise NotFound()
    return web.page("fans/forum/tag.html", tag=known.slug, **listed(found))


def place() -> threads.Place:
    return threads.Place(request.args.get("after", ""), request.args.get("before", ""))


def listed(found: threads.Slice, **about: Any) -> dict[str, Any]:
    """What the template of every list wants."""
    return {
        "rows": showing.shown_rows(found.rows, web.actor(), **about),
        "say": showing.words(),
        "newer": _url(before=found.newer) if found.newer else "",
        "older": _url(after=found.older) if found.older else "",
    }


def _page(name: str, find: Callable[..., threads.Slice], **options: Any) -> ResponseReturnValue:
    found = find(web.actor(), place=place(), **options)
    return web.page(
        "fans/forum/list.html", name=name, title=_titles()[name], **listed(found), **options
    )


def _url(**place: str) -> str:
    kept = {name: value for name, value in request.args.items() if name == "period"}
    return f"{request.path}?" + "&".join(
        f"{name}={value}" for name, value in {**kept, **place}.items()
    )


def _titles() -> dict[str, str]:
    return {
        "latest": _("Latest"),
        "new": _("New for you"),
        "unread": _("Unread"),
        "top": _("Top"),
        "unanswered": _("Unanswered"),
        "following": _("Following"),
    }
