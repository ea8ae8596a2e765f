"""The boards and one board."""

from typing import Any

from flask import g, request
from flask.typing import ResponseReturnValue

from community.fans.forum import boards, follows, threads
from community.fans.forum.views import lists
from community.kernel import web


def version(slug: str) -> str:
    g.forum_board = board = boards.found(slug, web.actor())
    return f"b{boards.version_of(board.id)}"


def index() -> ResponseReturnValue:
    return web.page("fans/forum/boards.html", **_shelves())


def show(slug: str) -> ResponseReturnValue:
    reader = web.actor()
    board = g.pop("forum_board", None) or boards.found(slug, reader)
    found = threads.latest(reader, board=board, place=lists.place())
    children = [each for each in boards.all_visible(reader) if each.parent_id == board.id]
    return web.page(
        "fans/forum/board.html", board=board, children=children, **lists.listed(found, board=False)
    )


def follow(slug: str) -> ResponseReturnValue:
    board = boards.found(slug, web.actor())
    follows.follow("board", board.id, request.form.get("level", ""), by=web.actor())
    return web.see_other(board.path)


def _shelves() -> dict[str, Any]:
    """Top boards in their order, each with its children, and how much is in them."""
    seen = boards.all_visible(web.actor())
    children: dict[int, list[boards.BoardView]] = {}
    for each in seen:
        if each.parent_id:
            children.setdefault(each.parent_id, []).append(each)
    return {
        "boards": [each for each in seen if not each.parent_id],
        "children": children,
        "sizes": boards.sizes([each.id for each in seen]),
    }
