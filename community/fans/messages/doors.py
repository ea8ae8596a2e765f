"""May this person write to that one? Every closed door looks the same from outside."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from community.kernel import clock, settings
from community.kernel.db import db
from community.people import accounts, ties

from .models import Message, MessageChoice
from .refusals import DoorClosed, EnoughMessages, MayNotWrite, NotYet

FROM_WHOM = ("everybody", "followed", "team")


def require_open(people: Collection[Any], *, by: Any) -> None:
    """Raise DoorClosed for the first of these who does not want to hear from `by`."""
    for person in people:
        if not _open(person, by):
            raise DoorClosed(name=person.name)


def require_may_write(by: Any, others: Collection[Any], *, beginning: bool) -> None:
    """New accounts only answer the team; nobody floods."""
    if by.suspended:
        raise MayNotWrite()
    if by.staff:
        return
    if by.level < settings.read("messages.level") and (
        beginning or not any(each.staff for each in others)
    ):
        raise NotYet()
    most = settings.read("messages.a_day")
    if _written_today(by.id) >= most:
        raise EnoughMessages(most=most, retry_after=24 * 60 * 60)


def choice_of(account_id: int) -> str:
    found = db.session.get(MessageChoice, account_id)
    return found.from_whom if found else "everybody"


def choose(account_id: int, from_whom: str) -> None:
    if from_whom in FROM_WHOM:
        db.session.merge(MessageChoice(account_id=account_id, from_whom=from_whom))


def _open(person: Any, by: Any) -> bool:
    account = accounts.find(id=person.id)
    if account is None or account.erased_at or not account.claimed:
        return False
    if ties.closed_between(by.id, person.id):
        return False
    wanted = choice_of(person.id)
    if by.staff or wanted == "everybody":
        return True
    return wanted == "followed" and ties.level(person.id, by.id) == "watching"


def _written_today(account_id: int) -> int:
    since = clock.now() - timedelta(days=1)
    query = select(func.count()).where(Message.author_id == account_id, Message.created_at > since)
    return db.session.scalar(query) or 0
