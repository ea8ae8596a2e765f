"""What the text field offers while somebody types: people, tags, the board's questions, threads that say the same."""

from typing import Any

from flask import Response, jsonify, request
from flask.typing import ResponseReturnValue

from community.fans.forum import boards, similar, tags, threads
from community.kernel import faces, web
from community.people import accounts

MOST = 8
LONGEST = 40


def people() -> ResponseReturnValue:
    """`?q=ad&thread=7`: whoever speaks in the thread comes first."""
    asked = request.args.get("q", "").strip()[:LONGEST]
    found = accounts.named_like(asked, MOST, _voices()) if asked else []
    return _private(jsonify([_person(each) for each in found]))


def tag_names() -> ResponseReturnValue:
    """`?q=wa`: tags that threads carry, the most used first."""
    asked = tags.tidy(request.args.get("q", "")[:LONGEST])
    return _private(jsonify([{"value": slug} for slug in tags.named_like(asked, MOST)]))


def similar_threads() -> ResponseReturnValue:
    """`?title=...`: a piece of a page, empty where nothing is alike."""
    found = similar.to_title(request.args.get("title", ""), web.actor())
    return _private(web.page("fans/forum/_similar.html", similar=found))


def starter(slug: str) -> ResponseReturnValue:
    """What a thread's text begins with in this board."""
    board = boards.found(slug, web.actor())
    return _private(jsonify(text=board.starter))


def _voices() -> tuple[int, ...]:
    number = request.args.get("thread", type=int)
    if not number:
        return ()
    return tuple(threads.visible_to(web.actor()).one(number).voices)


def _person(brief: accounts.Brief) -> dict[str, Any]:
    return {
        "value": brief.handle,
        "name": brief.name,
        "image": brief.avatar_url,
        "letters": faces.monogram(brief.name),
        "hue": brief.hue,
    }


def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "private, max-age=30"
    return response
