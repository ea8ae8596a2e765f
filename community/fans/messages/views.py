"""The pages of private conversations."""

from typing import Any

from flask import flash, request
from flask.typing import ResponseReturnValue

from community.fans.messages import conversations, unread, writing
from community.kernel.db import db
from community.kernel.i18n import gettext as _
from community.kernel.refusals import Invalid, TooMany
from community.kernel.web import actor, page, see_other
from community.people import accounts, ties


def index() -> ResponseReturnValue:
    rows = conversations.mine(actor(), before=_number("before"), limit=conversations.PAGE + 1)
    shown = rows[: conversations.PAGE]
    people = conversations.people_in([row.id for row in shown])
    names = accounts.briefs({each for ids in people.values() for each in ids})
    older = f"/messages?before={shown[-1].last_message_id}" if len(rows) > len(shown) else ""
    return page(
        "fans/messages/index.html",
        conversations=[
            {"row": row, "people": _names(people.get(row.id, []), names), "new": _is_new(row)}
            for row in shown
        ],
        older=older,
    )


def new(error: str = "", status: int = 200) -> ResponseReturnValue:
    asked = request.form if request.method == "POST" else request.args
    return page(
        "fans/messages/new.html",
        status,
        to=asked.get("to", "")[:400],
        title=asked.get("title", "")[:200],
        body=asked.get("body", ""),
        error=error,
    )


def start() -> ResponseReturnValue:
    form = request.form
    try:
        begun = writing.start(
            form.get("to", "").replace(",", " ").split(),
            form.get("title", ""),
            form.get("body", ""),
            by=actor(),
        )
    except (Invalid, TooMany) as refusal:
        db.session.rollback()
        return new(str(refusal), refusal.status)
    return see_other(conversations.address(begun.id))


def show(conversation_id: int, error: str = "", status: int = 200) -> ResponseReturnValue:
    reader = actor()
    conversation, mine = conversations.visible_to(reader, conversation_id)
    rows = conversations.messages_of(mine, before=_number("before"), limit=conversations.PAGE + 1)
    shown = rows[-conversations.PAGE :]
    there = conversations.people_in([conversation.id])[conversation.id]
    names = accounts.briefs({*there, *(row.author_id for row in shown)})
    if shown and shown[-1].id > mine.read_id:
        unread.saw(reader.id, conversation.id, shown[-1].id)
    return page(
        "fans/messages/show.html",
        status,
        conversation=conversation,
        mine=mine,
        people=_names(there, names),
        messages=_messages(shown, names, reader, mine),
        older=f"{request.path}?before={shown[0].id}" if len(rows) > len(shown) else "",
        error=error,
        body=request.form.get("body", "") if error else "",
    )


def reply(conversation_id: int) -> ResponseReturnValue:
    conversation, _mine = conversations.visible_to(actor(), conversation_id)
    try:
        message = writing.reply(conversation, request.form.get("body", ""), by=actor())
    except (Invalid, TooMany) as refusal:
        db.session.rollback()
        return show(conversation_id, str(refusal), refusal.status)
    return see_other(f"{conversations.address(conversation.id)}#m{message.id}")


def add_people(conversation_id: int) -> ResponseReturnValue:
    conversation, _mine = conversations.visible_to(actor(), conversation_id)
    handles = request.form.get("to", "").replace(",", " ").split()
    try:
        conversations.add_people(conversation, handles, by=actor())
    except (Invalid, TooMany) as refusal:
        db.session.rollback()
        return show(conversation_id, str(refusal), refusal.status)
    flash(_("They see what is said from now on."), "good")
    return see_other(conversations.address(conversation_id))


def leave(conversation_id: int) -> ResponseReturnValue:
    _conversation, mine = conversations.visible_to(actor(), conversation_id)
    conversations.leave(mine, by=actor())
    flash(_("You have left the conversation."), "good")
    return see_other("/messages")


def mute(conversation_id: int) -> ResponseReturnValue:
    return _muted(conversation_id, True)


def unmute(conversation_id: int) -> ResponseReturnValue:
    return _muted(conversation_id, False)


def _muted(conversation_id: int, muted: bool) -> ResponseReturnValue:
    _conversation, mine = conversations.visible_to(actor(), conversation_id)
    conversations.mute(mine, muted, by=actor())
    return see_other(conversations.address(conversation_id))


def _messages(
    rows: list[Any], names: dict[int, Any], reader: Any, mine: Any
) -> list[dict[str, Any]]:
    """What somebody the reader blocked says lies folded."""
    unwanted = ties.blocked_by(reader)
    return [
        {
            "row": row,
            "author": names.get(row.author_id),
            "own": row.author_id == reader.id,
            "new": row.id > mine.read_id and row.author_id != reader.id,
            "folded": row.author_id in unwanted,
        }
        for row in rows
    ]


def _names(ids: list[int], names: dict[int, Any]) -> list[Any]:
    """Everybody but the reader."""
    return [names[each] for each in ids if each in names and each != actor().id]


def _is_new(row: Any) -> bool:
    return row.last_message_id > row.read_id


def _number(name: str) -> int | None:
    typed = request.args.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < 16 else None
