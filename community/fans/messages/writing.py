"""Write a message: to begin a conversation, or in one."""

from collections.abc import Sequence
from typing import Any

from flask import current_app
from sqlalchemy import update

from community.kernel import clock, jobs, text
from community.kernel.db import db
from community.kernel.permissions import require
from community.kernel.room import house
from community.kernel.slots import Screening

from . import conversations, doors, unread
from .jobs import tell
from .models import Conversation, Message, Participant
from .refusals import DoorClosed, NotSent

LONGEST = 8_000
LONGEST_TITLE = 120


def start(handles: Sequence[str], title: str, source: str, *, by: Any) -> Conversation:
    """A new conversation with its first message."""
    require(by, "messages.write")
    people = conversations.named(handles, by)
    doors.require_may_write(by, people, beginning=True)
    doors.require_open(people, by=by)
    rendered = _rendered(source, by)
    named = text.clean_line(title, LONGEST_TITLE, empty=True) or text.excerpt(rendered.text, 60)
    conversation = conversations.begin(named, people, by=by)
    _add(conversation, source, rendered, by)
    return conversation


def reply(conversation: Conversation, source: str, *, by: Any) -> Message:
    """One more message. Between two, a closed door is closed here too."""
    require(by, "messages.write")
    others = conversations.others_in(conversation.id, by)
    doors.require_may_write(by, others, beginning=False)
    if len(others) == 1 and conversations.unwanted(conversation.id, by):
        raise DoorClosed(name=others[0].name)
    return _add(conversation, source, _rendered(source, by), by)


def _rendered(source: str, by: Any) -> text.Rendered:
    block = text.clean_block(source, LONGEST)
    rendered = text.render(block, site=current_app.extensions["config"].base_url)
    verdicts = {each.judge("message", rendered.text, by) for each in house().slots.of(Screening)}
    if verdicts & {"hold", "refuse"}:
        raise NotSent()
    return rendered


def _add(conversation: Conversation, source: str, rendered: text.Rendered, by: Any) -> Message:
    message = Message(
        conversation_id=conversation.id, author_id=by.id, source=text.clean_block(source, LONGEST), html=rendered.html,
        renderer=text.VERSION, created_at=clock.now(),
    )  # fmt: skip
    db.session.add(message)
    db.session.flush()
    newest = update(Conversation).where(
        Conversation.id == conversation.id, Conversation.last_message_id < message.id
    )
    db.session.execute(newest.values(last_message_id=message.id))
    own = update(Participant).where(
        Participant.conversation_id == conversation.id, Participant.account_id == by.id
    )
    db.session.execute(own.values(read_id=message.id))
    there = conversations.people_in([conversation.id]).get(conversation.id, [])
    unread.recount(there)
    jobs.enqueue(tell, message_id=message.id)
    return message
