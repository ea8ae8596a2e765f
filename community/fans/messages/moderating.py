"""A reported message as the team reviews it: only what was reported, with a few lines before it."""

from typing import Any

from markupsafe import Markup
from sqlalchemy import select, update

from community.kernel import clock
from community.kernel.db import db
from community.kernel.i18n import gettext as _
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.slots import Moderatable
from community.people import accounts

from .models import Message, Participant

LINES_BEFORE = 3


def describe(message_id: int, viewer: Any) -> dict[str, Any] | None:
    """For those who take part; for moderators only once somebody reported it."""
    message = db.session.get(Message, message_id)
    if message is None:
        return None
    inside = _takes_part(message, viewer)
    if not inside and not (viewer.moderator and message.reported_at):
        return None
    shown = viewer.moderator or not message.hidden_at or viewer.id == message.author_id
    return {
        "title": _("A private message"),
        "text": message.source if shown else "",
        "html": _html(message, viewer) if shown else "",
        "url": f"/messages/{message.conversation_id}#m{message.id}" if inside else "",
        "context": "",
        "author_id": message.author_id,
        "at": message.created_at,
        "hidden": message.hidden_at is not None,
    }


def reported(message_id: int) -> None:
    """From now on the moderators may read it."""
    mark = update(Message).where(Message.id == message_id, Message.reported_at.is_(None))
    db.session.execute(mark.values(reported_at=clock.now()))


def hide(message_id: int, *, by: Any, reason: str = "") -> None:
    _show_as(message_id, hidden=True)


def restore(message_id: int, *, by: Any, reason: str = "") -> None:
    _show_as(message_id, hidden=False)


def _show_as(message_id: int, *, hidden: bool) -> None:
    values = {"hidden_at": clock.now() if hidden else None}
    db.session.execute(update(Message).where(Message.id == message_id).values(**values))


def _html(message: Message, viewer: Any) -> str:
    return _with_context(message) if viewer.moderator and message.reported_at else message.html


def _takes_part(message: Message, viewer: Any) -> bool:
    if not viewer.id:
        return False
    found = db.session.get(Participant, (message.conversation_id, viewer.id))
    return found is not None and found.left_at is None and found.from_id < message.id


def _with_context(message: Message) -> str:
    """The message, after the lines that led to it."""
    query = select(Message.author_id, Message.html).where(
        Message.conversation_id == message.conversation_id,
        Message.id < message.id,
        Message.hidden_at.is_(None),
    )
    before = db.session.execute(query.order_by(Message.id.desc()).limit(LINES_BEFORE)).all()[::-1]
    names = accounts.briefs({row.author_id for row in before})
    line = Markup("<blockquote><p><strong>{}</strong></p>{}</blockquote>")
    said = [
        line.format(
            names[row.author_id].name if row.author_id in names else _("Former member"),
            Markup(row.html),  # noqa: S704 - cleaned when it was written
        )
        for row in before
    ]
    return str(Markup("").join(said)) + message.html


MODERATABLE = Moderatable(
    "message", _l("Private message"), describe, hide, restore, reported=reported
)
