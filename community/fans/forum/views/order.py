"""Bring threads together and take posts apart: what the team chooses, page by page without JavaScript."""

import re
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from community.fans.forum import order, people, posts, searching, threads
from community.fans.forum.models import Thread
from community.fans.forum.refusals import ChoosePosts, MergeIntoAnother
from community.kernel import text, web
from community.kernel.permissions import require

ADDRESS = re.compile(r"(?:.*/t/)?(\d{1,17})(?:[/?#].*)?", re.ASCII)
SPAN = re.compile(r"(\d{1,9})(?:[-–](\d{1,9}))?", re.ASCII)
GLIMPSE = 140


def choose_target(thread_id: int) -> ResponseReturnValue:
    thread = _found(thread_id, "forum.merge")
    return web.page("fans/forum/merge.html", thread=thread, address=threads.address(thread))


def merge(thread_id: int) -> ResponseReturnValue:
    thread = _found(thread_id, "forum.merge")
    into = threads.visible_to(web.actor()).one(_number(request.form.get("into", "")))
    order.merge(thread, into, by=web.actor(), reason=_reason())
    return web.see_other(threads.address(into))


def choose_posts(thread_id: int) -> ResponseReturnValue:
    thread = _found(thread_id, "forum.part")
    around = min(max(1, request.args.get("around", 1, type=int)), thread.last_position)
    first = posts.first_of_page(around)
    return web.page(
        "fans/forum/part.html",
        thread=thread,
        address=threads.address(thread),
        posts=_glimpses(thread, first),
        earlier=first - posts.PAGE,
        later=first + posts.PAGE if first + posts.PAGE <= thread.last_position else 0,
    )


def part(thread_id: int) -> ResponseReturnValue:
    thread = _found(thread_id, "forum.part")
    ticked = {int(each) for each in request.form.getlist("post") if SPAN.fullmatch(each)}
    chosen = ticked | _named(request.form.get("numbers", ""))
    begun = order.part(
        thread, chosen, request.form.get("title", ""), by=web.actor(), reason=_reason()
    )
    return web.see_other(threads.address(begun))


def _found(thread_id: int, right: str) -> Thread:
    thread = threads.visible_to(web.actor()).one(thread_id)
    require(web.actor(), right, thread)
    return thread


def _glimpses(thread: Thread, first: int) -> list[dict[str, Any]]:
    rows = posts.page(thread.id, around=first, viewer=web.actor())
    rows = [row for row in rows if not (row.hidden_at or row.held_at or row.deleted_at)]
    authors = people.briefs(row.author_id for row in rows)
    return [
        {
            "position": row.position,
            "author": authors[row.author_id].name if row.author_id in authors else "…",
            "text": text.excerpt(searching.words_of(row.html), GLIMPSE),
        }
        for row in rows
        if row.position > 1
    ]


def _number(written: str) -> int:
    """The thread meant by its number or its whole address."""
    found = ADDRESS.fullmatch(written.strip()[:400])
    if not found:
        raise MergeIntoAnother()
    return int(found[1])


def _named(written: str) -> set[int]:
    """`4, 7-9`: the numbers 4, 7, 8 and 9."""
    named: set[int] = set()
    for each in filter(None, re.split(r"[\s,;]+", written[:400])):
        found = SPAN.fullmatch(each)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, -1)
        if not 0 <= last - first < order.LONGEST_CHOICE:
            raise ChoosePosts(most=order.LONGEST_CHOICE)
        named |= set(range(first, last + 1))
    return named


def _reason() -> str:
    return request.form.get("reason", "")
