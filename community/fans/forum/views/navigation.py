"""The forum's places in the rail: lists with what waits in them, boards, tags."""

import time
from typing import Any

from flask import current_app, g, has_request_context

from community.fans.forum import boards, tags, threads
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.slots import Entry, EntryList

KEPT_FOR = 60.0
MOST_KEPT = 10_000


def new_count(reader: Any) -> int:
    return _waiting(reader)[0]


def unread_count(reader: Any) -> int:
    return _waiting(reader)[1]


def board_entries(reader: Any) -> list[dict[str, Any]]:
    top = [
        board
        for board in boards.all_visible(reader)
        if not board.parent_id and board.purpose == "forum"
    ]
    return [{"label": board.name, "url": board.path, "hue": board.tint} for board in top]


def tag_entries(reader: Any) -> list[dict[str, Any]]:
    return [{"label": slug, "url": f"/tags/{slug}"} for slug in tags.in_the_rail()]


def _waiting(reader: Any) -> tuple[int, int]:
    """Asked twice a page, counted once; and anew after a minute even if nothing has happened since."""
    if not reader.signed_in or not has_request_context():
        return 0, 0
    if "forum_waiting" not in g:
        g.forum_waiting = _counted(reader)[:2]
    return g.forum_waiting


def _counted(reader: Any) -> threads.Waiting:
    kept = current_app.extensions.setdefault("forum_waiting", {})
    key, now = (reader.id, reader.roles), time.monotonic()
    known, until = kept.get(key, (None, 0.0))
    found = threads.waiting_since(reader, known if now < until else None)
    if found is not known:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[key] = (found, now + KEPT_FOR)
    return found


NAVIGATION = [
    Entry("rail", _l("Home"), "/", "home", order=10),
    Entry("rail", _l("All boards"), "/boards", "boards", order=20),
    Entry("lists", _l("Latest"), "/latest", "latest", order=10),
    Entry("lists", _l("New"), "/new", "new", order=20, permission="forum.read", count=new_count),
    Entry(
        "lists",
        _l("Unread"),
        "/unread",
        "unread",
        order=30,
        permission="forum.read",
        count=unread_count,
    ),
    Entry("lists", _l("Following"), "/following", "following", order=40, permission="forum.read"),
    Entry("lists", _l("Top"), "/top", "top", order=50),
    Entry("lists", _l("Unanswered"), "/unanswered", "unanswered", order=60),
    EntryList("boards", board_entries),
    EntryList("tags", tag_entries),
]
