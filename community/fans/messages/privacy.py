"""What this room holds of a person: their own words in an export, none of them after erasure."""

from typing import Any

from sqlalchemy import delete, select, update

from community.commons import notifications
from community.kernel.db import db
from community.kernel.slots import Privacy

from .models import Conversation, Message, MessageChoice, Participant

COLUMNS = (
    "conversations.started_by_id",
    "participants.account_id",
    "participants.added_by_id",
    "messages.author_id",
    "message_choices.account_id",
)


def access(account_ids: list[int], member_id: int) -> dict[str, Any]:
    """Their own messages; what others wrote to them is the others', of whom only the number is told."""
    taking_part = select(Participant).where(Participant.account_id.in_(account_ids))
    written = select(Message).where(Message.author_id.in_(account_ids)).order_by(Message.id)
    chosen = select(MessageChoice).where(MessageChoice.account_id.in_(account_ids))
    return {
        "conversations": [
            {"conversation": each.conversation_id, "since": each.joined_at.isoformat()}
            for each in db.session.scalars(taking_part)
        ],
        "messages": [
            {"conversation": each.conversation_id, "text": each.source, "at": each.created_at.isoformat()}
            for each in db.session.scalars(written)
        ],
        "messages_from": [each.from_whom for each in db.session.scalars(chosen)],
    }  # fmt: skip


def erase(account_ids: list[int], member_id: int) -> None:
    """Their words and the titles they gave go; a conversation nobody is left in goes whole."""
    theirs = update(Message).where(Message.author_id.in_(account_ids))
    db.session.execute(theirs.values(source="", html=""))
    titled = select(Conversation.id).where(Conversation.started_by_id.in_(account_ids))
    for conversation_id in db.session.scalars(titled).all():
        notifications.forget_address(f"/messages/{conversation_id}")
    begun = update(Conversation).where(Conversation.started_by_id.in_(account_ids))
    db.session.execute(begun.values(title="…", started_by_id=None))
    db.session.execute(delete(MessageChoice).where(MessageChoice.account_id.in_(account_ids)))
    db.session.execute(delete(Participant).where(Participant.account_id.in_(account_ids)))
    added = update(Participant).where(Participant.added_by_id.in_(account_ids))
    db.session.execute(added.values(added_by_id=None))
    _forget_empty()


def _forget_empty() -> None:
    inhabited = select(Participant.conversation_id)
    db.session.execute(delete(Message).where(Message.conversation_id.not_in(inhabited)))
    db.session.execute(delete(Conversation).where(Conversation.id.not_in(inhabited)))


PRIVACY = Privacy("messages", COLUMNS, access, erase)
