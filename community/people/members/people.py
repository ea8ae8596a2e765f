"""Create and find members."""

from datetime import datetime

from community.kernel import clock
from community.kernel.db import db
from community.kernel.events import announce
from community.kernel.refusals import NotFound

from .events import MemberCreated
from .models import Member


def create(name: str, language: str | None = None, at: datetime | None = None) -> Member:
    created = Member(name=name, language=language, created_at=at or clock.now())
    db.session.add(created)
    db.session.flush()
    announce(MemberCreated(member_id=created.id), at=at)
    return created


def one(id: int) -> Member:
    found = db.session.get(Member, id)
    if found is None:
        raise NotFound()
    return found


def rename(member_id: int, name: str, language: str | None) -> None:
    """The name and language that lists of members show."""
    member = one(member_id)
    member.name, member.language = name, language or member.language
