"""Remind people of what they keep, at the time they chose, if they may still see it."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from community.commons import notifications
from community.fans.forum import posts
from community.kernel import clock
from community.kernel.db import db
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import NotFound
from community.kernel.slots import NotificationKind
from community.people import accounts

from .models import Bookmark

AT_ONCE = 200
KIND = NotificationKind(
    "bookmark",
    _l("You wanted to come back to “%(title)s”"),
    _l("You asked to be reminded of a bookmark."),
    icon="bookmark",
)


def remind_those_due(now: datetime | None = None) -> int:
    due = select(Bookmark).where(Bookmark.remind_at <= (now or clock.now()))
    in_turn = due.order_by(Bookmark.remind_at).limit(AT_ONCE)
    found = db.session.scalars(in_turn.with_for_update()).all()
    for kept in found:
        kept.remind_at = None
        _remind(kept, accounts.one(kept.account_id))
    return len(found)


def _remind(kept: Bookmark, reader: Any) -> None:
    try:
        post, thread = posts.visible_to(reader, kept.post_id)
    except NotFound:
        return
    if post.visible:
        notifications.notify(
            {reader.id}, KIND.name, url=posts.address(thread, post), title=thread.title, by=None,
            thread_id=thread.id, post_id=post.id,
        )  # fmt: skip
