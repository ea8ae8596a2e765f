"""Conversations that an import brought: nobody hears of them, but they are found and counted like all others."""

from sqlalchemy import func, select, update

from community.kernel.db import db

from . import unread
from .models import Conversation, Message, Participant

AT_ONCE = 1000


def sum_up() -> None:
    """Which message is the last of each conversation, and what is new for whom."""
    last = select(func.max(Message.id)).where(Message.conversation_id == Conversation.id)
    newest = func.coalesce(last.scalar_subquery(), 0)
    db.session.execute(
        update(Conversation).values(last_message_id=newest),
        execution_options={"synchronize_session": False},
    )
    people = list(db.session.scalars(select(Participant.account_id).distinct()))
    for first in range(0, len(people), AT_ONCE):
        unread.recount(people[first : first + AT_ONCE])
