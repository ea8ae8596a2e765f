"""Tell people that somebody wrote to them. No event says so: who writes to whom is nobody else's business."""

from sqlalchemy import select

from community.commons import notifications
from community.kernel.db import db
from community.kernel.jobs import job

from .models import Conversation, Message, Participant


@job()
def tell(message_id: int) -> None:
    """Those who still take part and did not mute it; whoever blocked the author hears nothing."""
    message = db.session.get(Message, message_id)
    if message is None or message.hidden_at:
        return
    conversation = db.session.get_one(Conversation, message.conversation_id)
    listening = select(Participant.account_id).where(
        Participant.conversation_id == conversation.id,
        Participant.left_at.is_(None),
        Participant.muted_at.is_(None),
        Participant.read_id < message.id,
    )
    notifications.notify(
        set(db.session.scalars(listening)),
        "message",
        url=f"/messages/{conversation.id}",
        title=conversation.title,
        by=message.author_id,
    )
