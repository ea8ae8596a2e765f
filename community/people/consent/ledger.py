"""Give and withdraw consent, and ask who has given it: the newest entry per member and purpose counts."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from community.kernel import clock
from community.kernel.db import db
from community.kernel.events import announce
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Refusal

from . import purposes
from .events import ConsentGiven, ConsentWithdrawn
from .models import ConsentEntry


class NotWithdrawable(Refusal):
    sentence = _l("Your account cannot run without this. To end it, ask us to erase your account.")


def give(
    member_id: int, purpose: str, source: str, *, by: Any = None, at: datetime | None = None
) -> ConsentEntry:
    """Add an entry, unless this version of the text is agreed to already. `source`: the page or import that asked."""
    version = purposes.named(purpose).version
    current = in_force(member_id).get(purpose)
    if current and current.text_version == version:
        return current
    announce(ConsentGiven(by=by.id if by else None, member_id=member_id, purpose=purpose), at=at)
    return _add(member_id, purpose, True, source, at)


def withdraw(
    member_id: int, purpose: str, source: str, *, by: Any = None, at: datetime | None = None
) -> None:
    """From this transaction on the member is no holder; raises NotWithdrawable for what the contract needs."""
    if not purposes.named(purpose).optional:
        raise NotWithdrawable()
    if purpose in in_force(member_id):
        announce(
            ConsentWithdrawn(by=by.id if by else None, member_id=member_id, purpose=purpose), at=at
        )
        _add(member_id, purpose, False, source, at)


def in_force(member_id: int) -> dict[str, ConsentEntry]:
    """The consents this member has given and not withdrawn, by purpose."""
    newest = (
        select(func.max(ConsentEntry.id))
        .where(ConsentEntry.member_id == member_id)
        .group_by(ConsentEntry.purpose)
    )
    entries = db.session.scalars(
        select(ConsentEntry).where(ConsentEntry.id.in_(newest), ConsentEntry.given)
    )
    return {entry.purpose: entry for entry in entries}


def holders(purpose: str) -> Select[Any]:
    """A query of the member ids that agree right now; for `Member.id.in_(consent.holders("newsletter"))`."""
    newest = (
        select(func.max(ConsentEntry.id).label("id"))
        .where(ConsentEntry.purpose == purposes.named(purpose).slug)
        .group_by(ConsentEntry.member_id)
        .subquery()
    )
    return (
        select(ConsentEntry.member_id)
        .join(newest, newest.c.id == ConsentEntry.id)
        .where(ConsentEntry.given)
    )


def history(member_id: int) -> list[ConsentEntry]:
    """Every entry, newest first."""
    query = (
        select(ConsentEntry)
        .where(ConsentEntry.member_id == member_id)
        .order_by(ConsentEntry.id.desc())
    )
    return list(db.session.scalars(query))


def _add(
    member_id: int, purpose: str, given: bool, source: str, at: datetime | None
) -> ConsentEntry:
    entry = ConsentEntry(
        member_id=member_id, purpose=purpose, given=given, source=source,
        text_version=purposes.named(purpose).version, at=at or clock.now(),
    )  # fmt: skip
    db.session.add(entry)
    db.session.flush()
    return entry
