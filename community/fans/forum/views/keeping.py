"""What the team does with a thread, and how closely somebody follows it."""

from collections.abc import Callable
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from community.fans.forum import boards, follows, threads
from community.fans.forum.models import Thread
from community.kernel import web
from community.kernel.permissions import require


def close(thread_id: int) -> ResponseReturnValue:
    return _done(thread_id, threads.close, reason=_reason())


def reopen(thread_id: int) -> ResponseReturnValue:
    return _done(thread_id, threads.reopen)


def pin(thread_id: int) -> ResponseReturnValue:
    return _done(thread_id, threads.pin)


def unpin(thread_id: int) -> ResponseReturnValue:
    return _done(thread_id, threads.unpin)


def hide(thread_id: int) -> ResponseReturnValue:
    return _done(thread_id, threads.hide, reason=_reason())


def restore(thread_id: int) -> ResponseReturnValue:
    return _done(thread_id, threads.restore, reason=_reason())


def choose_board(thread_id: int) -> ResponseReturnValue:
    reader = web.actor()
    thread = threads.visible_to(reader).one(thread_id)
    require(reader, "forum.move", thread)
    others = [each for each in boards.all_visible(reader) if each.id != thread.board_id]
    return web.page(
        "fans/forum/move.html", thread=thread, address=threads.address(thread), boards=others
    )


def move(thread_id: int) -> ResponseReturnValue:
    board = boards.found(request.form.get("board", ""), web.actor())
    return _done(thread_id, lambda thread, by: threads.move(thread, board, by=by, reason=_reason()))


def follow(thread_id: int) -> ResponseReturnValue:
    level = request.form.get("level", "")
    return _done(thread_id, lambda thread, by: follows.follow("thread", thread.id, level, by=by))


def _done(thread_id: int, verb: Callable[..., None], **values: Any) -> ResponseReturnValue:
    thread: Thread = threads.visible_to(web.actor()).one(thread_id)
    verb(thread, by=web.actor(), **values)
    return web.see_other(threads.address(thread))


def _reason() -> str:
    return request.form.get("reason", "")[:200]
