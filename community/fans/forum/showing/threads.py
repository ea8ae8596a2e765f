"""What a thread's page shows around its posts: where the reader is, and where else to go."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from community.fans.forum import boards, posts, threads
from community.kernel import clock, settings, text
from community.kernel.i18n import gettext as _
from community.kernel.patterns import Repeated

from .kinds import shown_kind
from .posts import PostShown, shown_posts
from .times import day_of
from .words import words

ANSWER = 320
LONG_ENOUGH = 6  # posts from which on a choice of them helps


def shown_thread(thread: Any, rows: Sequence[Any], first: int, reader: Any) -> dict[str, Any]:
    shown = shown_posts(rows, thread, reader)
    page = [post for post in shown if first <= post.position < first + posts.PAGE]
    answer, unread = _answer(thread, shown if first == 1 else []), _first_unread(thread, page)
    opening = page[0] if page and page[0].position == 1 else None
    kind = shown_kind(thread, rows, opening, reader)
    return {
        "thread": thread,
        "address": threads.address(thread),
        "board": boards.one(thread.board_id),
        "tags": (thread.tags or "").split(),
        "posts": page,
        "acts": _acts(thread),
        "runs": _runs(page, bool(answer["answer"] or kind["kind_template"]), unread),
        **answer,
        **kind,
        "ways": ways_to_read(thread, reader) if first == 1 else [],
        "say": words(),
        "began": day_of(thread.created_at),
        "ended": day_of(thread.last_posted_at),
        "old": quiet_days(thread),
        **_ways_on(thread, first),
    }


def shown_selection(thread: Any, rows: Sequence[Any], reader: Any, view: str) -> dict[str, Any]:
    """A part of the thread, chosen by the view."""
    return {
        "thread": thread,
        "view": view,
        "address": threads.address(thread),
        "board": boards.one(thread.board_id),
        "posts": shown_posts(rows, thread, reader),
        "ways": ways_to_read(thread, reader, view),
        "say": words(),
    }


def ways_to_read(thread: Any, reader: Any, view: str = "") -> list[dict[str, Any]]:
    """In order or a part of it; none while all of it is seen at a glance."""
    if thread.last_position < LONG_ENOUGH and not view:
        return []
    address = threads.address(thread)
    named = [("", _("In order")), ("best", _("Best first")), ("team", _("Team and answer"))]
    if thread.read_position:
        named.append(("since", _("Since you left")))
    return [
        {
            "label": label,
            "url": f"{address}?view={name}" if name else address,
            "current": name == view,
        }
        for name, label in named
    ]


def _acts(thread: Any) -> Repeated:
    state = {
        "follow_level": thread.follow_level,
        "closed": thread.closed_at is not None,
        "pinned": thread.pinned_at is not None,
        "hidden": thread.hidden_at is not None,
    }
    return Repeated({"id": thread.id}, state)


def _runs(page: list[PostShown], opened: bool, unread: int) -> list[tuple[str, list[PostShown]]]:
    """The posts, cut where something stands between two of them: (what leads, the posts that follow)."""
    runs: list[tuple[str, list[PostShown]]] = []
    leads, left = "", page
    for lead, before in (("opened", 2 if opened else 0), ("unread", unread)):
        if before:
            passed = sum(post.position < before for post in left)
            runs.append((leads, left[:passed]))
            leads, left = lead, left[passed:]
    return [*runs, (leads, left)]


def quiet_days(thread: Any) -> int:
    """For how many days nobody has spoken, once that is long enough to warn before reviving it; else 0."""
    days = (clock.now() - thread.last_posted_at).days
    return days if days >= settings.read("forum.old_days") else 0


def _answer(thread: Any, shown: list[PostShown]) -> dict[str, Any]:
    """The accepted answer in short under the question, unless it is what follows there anyway."""
    answer = next((post for post in shown if post.accepted and post.position > 2), None)
    if answer is None:
        return {"answer": None}
    plain = Markup(str(answer.html).replace("</p>", "</p> ")).striptags()  # noqa: S704 - only its words
    return {
        "answer": answer,
        "answer_url": posts.path(thread, answer.position),
        "answer_html": Markup("<p>{}</p>").format(text.excerpt(plain, ANSWER)),
    }


def _first_unread(thread: Any, page: list[PostShown]) -> int:
    """The position before which the line between read and unread stands; 0 for none."""
    read = thread.read_position or 0
    if not read or read >= thread.last_position:
        return 0
    return next((post.position for post in page if post.position > read), 0)


def _ways_on(thread: Any, first: int) -> dict[str, Any]:
    last, following = thread.last_position, first + posts.PAGE
    return {
        "first": first,
        "until": min(following - 1, last),
        "previous_url": posts.path(thread, first - posts.PAGE) if first > 1 else "",
        "next_url": posts.path(thread, following) if following <= last else "",
        "first_url": threads.address(thread),
        "last_url": posts.path(thread, last),
        "on_last_page": following > last,
    }
