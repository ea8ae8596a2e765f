"""Follow people: watch what they start, or hear nothing of them."""

from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from community.kernel import clock
from community.kernel.db import db, insert_or_ignore
from community.kernel.events import announce
from community.kernel.permissions import require
from community.kernel.refusals import Invalid

from . import blocks
from .events import PersonFollowed
from .models import PersonFollowing
from .refusals import Oneself, TiesRefused

LEVELS = ("watching", "muted")


def follow(person: Any, level: str, *, by: Any) -> None:
    """watching: told of every thread they start; muted: told of nothing that they do."""
    require(by, "ties.use")
    if level not in LEVELS:
        raise Invalid()
    if person.id == by.id:
        raise Oneself()
    if level == "watching" and blocks.closed_between(by.id, person.id):
        raise TiesRefused()
    values = {"account_id": by.id, "person_id": person.id, "level": level, "at": clock.now()}
    if insert_or_ignore(PersonFollowing, **values):
        _tell(person, level, by)
    else:
        _change(values)


def stop(person: Any, *, by: Any) -> None:
    require(by, "ties.use")
    db.session.execute(delete(PersonFollowing).filter_by(account_id=by.id, person_id=person.id))


def level(account_id: int | None, person_id: int) -> str:
    """watching, muted or normal."""
    found = db.session.get(PersonFollowing, (account_id, person_id)) if account_id else None
    return found.level if found else "normal"


def watchers(person_id: int) -> set[int]:
    query = select(PersonFollowing.account_id).where(PersonFollowing.person_id == person_id)
    return set(db.session.scalars(query.where(PersonFollowing.level == "watching")))


def followed(account_id: int) -> dict[int, str]:
    """Person -> level."""
    query = select(PersonFollowing.person_id, PersonFollowing.level)
    rows = db.session.execute(query.where(PersonFollowing.account_id == account_id).limit(500))
    return {row.person_id: row.level for row in rows}


def followers_count(person_id: int) -> int:
    query = select(func.count()).where(
        PersonFollowing.person_id == person_id, PersonFollowing.level == "watching"
    )
    return db.session.scalar(query) or 0


def _change(values: dict[str, Any]) -> None:
    on_sqlite = db.session.get_bind().dialect.name == "sqlite"
    row = (sqlite if on_sqlite else postgresql).insert(PersonFollowing).values(values)
    changed = {"level": row.excluded.level, "at": row.excluded.at}
    db.session.execute(
        row.on_conflict_do_update(index_elements=["account_id", "person_id"], set_=changed)
    )


def _tell(person: Any, level: str, by: Any) -> None:
    if level == "watching":
        announce(PersonFollowed(by=by.id, member_id=by.member_id, account_id=person.id))
