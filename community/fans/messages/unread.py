"""What is new for whom: kept on the account as a number, read marks written a moment after the reading."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select, update

from community.commons import notifications
from community.kernel.buffer import Buffer
from community.kernel.db import db
from community.people import accounts

from .models import Conversation, Participant


def saw(account_id: int, conversation_id: int, message_id: int) -> None:
    """They had the conversation open up to this message."""
    _seen.put((account_id, conversation_id), message_id)


def recount(account_ids: Iterable[int]) -> None:
    """How many conversations have something new, for all of these with one question."""
    wanted = set(account_ids)
    if not wanted:
        return
    news = (
        select(Participant.account_id, func.count())
        .join(Conversation, Conversation.id == Participant.conversation_id)
        .where(
            Participant.account_id.in_(wanted),
            Participant.left_at.is_(None),
            Participant.muted_at.is_(None),
            Conversation.last_message_id > Participant.read_id,
        )
        .group_by(Participant.account_id)
    )
    found = {row[0]: row[1] for row in db.session.execute(news)}
    accounts.set_unread_messages({each: found.get(each, 0) for each in wanted})


def _write_seen(seen: dict[Any, int]) -> None:
    for account_id, conversation_id in sorted(seen):
        message_id = seen[account_id, conversation_id]
        further = update(Participant).where(
            Participant.account_id == account_id,
            Participant.conversation_id == conversation_id,
            Participant.read_id < message_id,
        )
        db.session.execute(further.values(read_id=message_id))
        notifications.seen_at(account_id, f"/messages/{conversation_id}")
    recount(key[0] for key in seen)


_seen = Buffer(_write_seen, max)
