"""Some posts of a thread: those most reacted to, those of the team with the answer, those after a place. By key, so any piece costs the same."""

import re
from functools import cache
from typing import Any

from sqlalchemy import bindparam, literal, or_, select, tuple_

from community.fans.forum import counts
from community.fans.forum.refusals import NoSuchPlace
from community.fans.forum.tables import POSTS, REACTIONS, READER, post, reaction
from community.kernel.db import Number
from community.kernel.prepared import Prepared
from community.people import accounts

from .reading import PAGE, SHOWN, THREAD

VIEWS = ("best", "team", "since")
KEY = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?", re.ASCII)
TOP = (10**9, 10**9)
COUNT, PLACE = bindparam("count", type_=Number), bindparam("place", type_=Number)


def selected(view: str, thread: Any, viewer: Any, after: str = "") -> tuple[list[Any], str]:
    """Up to PAGE posts that everybody may see, and the key under which the view goes on; empty at its end."""
    count, place = _key(view, after)
    rows = _query(view, viewer.signed_in).all(
        thread=thread.id, reader=viewer.id, accepted=thread.accepted_post_id or 0, place=place,
        **({"count": count} if view == "best" else {}),
    )  # fmt: skip
    shown = rows[:PAGE]
    return shown, _written(view, shown[-1]) if len(rows) > PAGE else ""


@cache
def _query(view: str, signed_in: bool) -> Prepared:
    whole: Any = POSTS
    if signed_in:
        mine = (reaction.post_id == post.id) & (reaction.account_id == READER)
        whole = whole.outerjoin(REACTIONS, mine)
    own = reaction.kind if signed_in else literal(None)
    query = select(*SHOWN, post.reactions_count, own.label("mine")).select_from(whole)
    query = query.where(post.thread_id == THREAD, *counts.visible(post), _belongs(view))
    if view == "best":
        here = tuple_(post.reactions_count, post.position) < tuple_(COUNT, PLACE)
        query = query.where(here).order_by(post.reactions_count.desc(), post.position.desc())
    else:
        query = query.where(post.position > PLACE).order_by(post.position)
    return Prepared(query.limit(PAGE + 1))


def _belongs(view: str) -> Any:
    if view == "best":
        return post.reactions_count > 0
    if view == "team":
        accepted = post.id == bindparam("accepted", type_=Number)
        return or_(accepted, post.author_id.in_(accounts.of_the_team()))
    return post.position > 0


def _key(view: str, written: str) -> tuple[int, int]:
    found = KEY.fullmatch(written) if written else None
    if written and not (found and bool(found[2]) == (view == "best")):
        raise NoSuchPlace()
    if view == "best":
        return (int(found[1]), int(found[2])) if found else TOP
    return 0, int(found[1]) if found else 0


def _written(view: str, row: Any) -> str:
    return f"{row.reactions_count}-{row.position}" if view == "best" else str(row.position)
