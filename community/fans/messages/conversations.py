"""Find conversations, and take part in them or not."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from community.commons import notifications
from community.kernel import clock, settings
from community.kernel.db import db
from community.kernel.permissions import require
from community.kernel.refusals import NotFound
from community.people import accounts, ties

from . import doors, unread
from .models import Conversation, Message, Participant
from .permissions import takes_part
from .refusals import NobodyToWriteTo, TooManyPeople, UnknownPerson

PAGE = 30


def visible_to(actor: Any, conversation_id: int) -> tuple[Conversation, Participant]:
    """Only for those who take part now; everybody else learns not even that it exists."""
    require(actor, "messages.read")
    query = select(Conversation, Participant).join(
        Participant, Participant.conversation_id == Conversation.id
    )
    found = db.session.execute(
        query.where(Conversation.id == conversation_id, Participant.account_id == actor.id)
    ).first()
    if found is None or not takes_part(actor, found.Participant):
        raise NotFound()
    return found.Conversation, found.Participant


def mine(actor: Any, *, before: int | None = None, limit: int = PAGE) -> list[Any]:
    """Rows of id, title, last_message_id, read_id, muted_at, newest talk first; `before` is a last_message_id."""
    query = (
        select(
            Conversation.id,
            Conversation.title,
            Conversation.last_message_id,
            Participant.read_id,
            Participant.muted_at,
            Message.created_at,
            Message.author_id,
        )
        .join(Participant, Participant.conversation_id == Conversation.id)
        .join(Message, Message.id == Conversation.last_message_id)
        .where(Participant.account_id == actor.id, Participant.left_at.is_(None))
    )
    if before:
        query = query.where(Conversation.last_message_id < before)
    return list(
        db.session.execute(query.order_by(Conversation.last_message_id.desc()).limit(limit))
    )


def people_in(conversation_ids: Sequence[int]) -> dict[int, list[int]]:
    """Conversation -> account ids of those who take part, in the order they came."""
    query = (
        select(Participant.conversation_id, Participant.account_id)
        .where(Participant.conversation_id.in_(conversation_ids), Participant.left_at.is_(None))
        .order_by(Participant.joined_at, Participant.account_id)
    )
    found: dict[int, list[int]] = {}
    for row in db.session.execute(query):
        found.setdefault(row.conversation_id, []).append(row.account_id)
    return found


def messages_of(
    participant: Participant, *, before: int | None = None, limit: int = PAGE
) -> list[Any]:
    """Rows oldest first, the last `limit` before the id `before`, since they joined."""
    query = select(
        Message.id, Message.author_id, Message.html, Message.created_at, Message.hidden_at
    ).where(
        Message.conversation_id == participant.conversation_id, Message.id > participant.from_id
    )
    if before:
        query = query.where(Message.id < before)
    return list(db.session.execute(query.order_by(Message.id.desc()).limit(limit)))[::-1]


def add_people(conversation: Conversation, handles: Sequence[str], *, by: Any) -> list[Any]:
    """Anybody who takes part may bring others; they see what is said from then on."""
    require(by, "messages.write")
    fresh, others = named(handles, by), _others(conversation.id, by)
    doors.require_may_write(by, others, beginning=True)
    doors.require_open(fresh, by=by)
    there = {each.id for each in others}
    _require_room(len(there | {each.id for each in fresh}) + 1)
    for person in fresh:
        if person.id not in there:
            _join(conversation, person.id, by)
    return fresh


def leave(participant: Participant, *, by: Any) -> None:
    """They see nothing of it any more; the others stay."""
    require(by, "messages.read")
    participant.left_at = clock.now()
    db.session.flush()
    notifications.forget_at(by.id, address(participant.conversation_id))
    unread.recount([by.id])


def mute(participant: Participant, muted: bool, *, by: Any) -> None:
    """Nothing is told of what is said there; it can still be read."""
    require(by, "messages.read")
    participant.muted_at = clock.now() if muted else None
    db.session.flush()
    unread.recount([by.id])


def named(handles: Sequence[str], by: Any) -> list[Any]:
    """The accounts of these handles, each once, without the one who asks."""
    found = []
    for handle in dict.fromkeys(each.strip().lstrip("@").lower() for each in handles):
        if not handle:
            continue
        account = accounts.find(handle=handle)
        if account is None or account.erased_at:
            raise UnknownPerson(handle=f"@{handle[:40]}", fields={"to": UnknownPerson.sentence})
        if account.id != by.id:
            found.append(account)
    if not found:
        raise NobodyToWriteTo(fields={"to": NobodyToWriteTo.sentence})
    return found


def begin(title: str, people: Sequence[Any], *, by: Any) -> Conversation:
    """An empty conversation of these and `by`; writing.start fills it."""
    _require_room(len(people) + 1)
    conversation = Conversation(
        title=title, started_by_id=by.id, created_at=clock.now(), last_message_id=0
    )
    db.session.add(conversation)
    db.session.flush()
    for account_id in [by.id, *(each.id for each in people)]:
        _join(conversation, account_id, by)
    return conversation


def others_in(conversation_id: int, by: Any) -> list[Any]:
    return _others(conversation_id, by)


def unwanted(conversation_id: int, by: Any) -> set[int]:
    """Those who take part and have blocked `by`."""
    ids = {each.id for each in _others(conversation_id, by)}
    return {each for each in ids if by.id and ties.closed_between(by.id, each)}


def address(conversation_id: int) -> str:
    return f"/messages/{conversation_id}"


def _others(conversation_id: int, by: Any) -> list[Any]:
    ids = people_in([conversation_id]).get(conversation_id, [])
    return [each for each in accounts.briefs(ids).values() if each.id != by.id]


def _require_room(number: int) -> None:
    most = settings.read("messages.people")
    if number > most:
        raise TooManyPeople(most=most, fields={"to": TooManyPeople.sentence})


def _join(conversation: Conversation, account_id: int, by: Any) -> None:
    """Whoever left and is brought back sees what is said from now on."""
    old = db.session.get(Participant, (conversation.id, account_id))
    now, last = clock.now(), conversation.last_message_id
    if old:
        old.left_at, old.joined_at, old.from_id, old.read_id = None, now, last, last
        old.added_by_id = by.id
        return
    db.session.add(
        Participant(
            conversation_id=conversation.id, account_id=account_id, added_by_id=by.id, joined_at=now,
            from_id=last, read_id=last,
        )
    )  # fmt: skip
    db.session.flush()
