"""Close the door to somebody: nothing of theirs arrives any more, and nobody tells them."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import delete, func, or_, select

from community.kernel import clock
from community.kernel.db import db, insert_or_ignore
from community.kernel.permissions import require
from community.people import accounts

from .models import Block, PersonFollowing
from .refusals import Oneself, TooManyBlocks

MOST_BLOCKS = 1000


def block(person: Any, *, by: Any) -> None:
    """Also ends the following between the two."""
    require(by, "ties.use")
    if person.id == by.id:
        raise Oneself()
    if _number(by.id) >= MOST_BLOCKS:
        raise TooManyBlocks(most=MOST_BLOCKS)
    insert_or_ignore(Block, account_id=by.id, blocked_id=person.id, at=clock.now())
    pair = {by.id, person.id}
    db.session.execute(
        delete(PersonFollowing).where(
            PersonFollowing.account_id.in_(pair), PersonFollowing.person_id.in_(pair)
        )
    )
    accounts.set_blocks(by.id, _number(by.id))


def unblock(person: Any, *, by: Any) -> None:
    require(by, "ties.use")
    db.session.execute(delete(Block).filter_by(account_id=by.id, blocked_id=person.id))
    accounts.set_blocks(by.id, _number(by.id))


def blocked_by(reader: Any) -> frozenset[int]:
    """Whom the reader blocked; costs nothing for the many who blocked nobody."""
    if not reader.signed_in or not getattr(reader, "blocks_count", 0):
        return frozenset()
    return frozenset(
        db.session.scalars(select(Block.blocked_id).where(Block.account_id == reader.id))
    )


def closed_between(one_id: int, other_id: int) -> bool:
    """Whether either of the two blocked the other."""
    pair = {one_id, other_id}
    query = select(Block.at).where(Block.account_id.in_(pair), Block.blocked_id.in_(pair))
    return db.session.scalar(query.limit(1)) is not None


def closed_to(person_id: int | None, account_ids: Collection[int]) -> set[int]:
    """Those among `account_ids` who blocked or muted this person."""
    if person_id is None or not account_ids:
        return set()
    blocked = select(Block.account_id).where(
        Block.blocked_id == person_id, Block.account_id.in_(account_ids)
    )
    muted = select(PersonFollowing.account_id).where(
        PersonFollowing.person_id == person_id,
        PersonFollowing.account_id.in_(account_ids),
        PersonFollowing.level == "muted",
    )
    return set(db.session.scalars(blocked.union(muted)))


def forget(account_ids: list[int]) -> None:
    for table, columns in (
        (Block, (Block.account_id, Block.blocked_id)),
        (PersonFollowing, (PersonFollowing.account_id, PersonFollowing.person_id)),
    ):
        theirs = or_(*(column.in_(account_ids) for column in columns))
        db.session.execute(delete(table).where(theirs))


def _number(account_id: int) -> int:
    return db.session.scalar(select(func.count()).where(Block.account_id == account_id)) or 0
