"""A question about members: which network, how active, which board, language and consent."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from community.fans.forum import authors, boards
from community.kernel.db import db
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.permissions import require
from community.people import consent
from community.people.accounts import Account
from community.people.members import Member

ACTIVITIES = {
    "new": _l("New"),
    "active": _l("Active"),
    "regular": _l("Regular"),
    "quiet": _l("Quiet"),
    "silent": _l("Silent"),
}


@dataclass(frozen=True)
class Audience:
    """Empty means "any"; several answers must all hold."""

    network: str = ""
    activity: str = ""
    board: str = ""
    language: str = ""
    consent: str = ""
    text: str = ""

    @classmethod
    def read(cls, values: Any) -> "Audience":
        """From a query string or form; what is unknown counts as empty."""
        return cls(
            **{name: str(values.get(name, ""))[:80].strip() for name in cls.__dataclass_fields__}
        )

    def asked(self) -> dict[str, str]:
        return {name: value for name, value in asdict(self).items() if value}


def select_ids(audience: Audience, *, by: Any) -> Select[int]:
    """A query of the member ids that match; every way to members goes through here."""
    require(by, "records.read")
    return select(Member.id).where(Member.merged_into_id.is_(None), *_conditions(audience, by))


def count(audience: Audience, *, by: Any) -> int:
    return (
        db.session.scalar(select(func.count()).select_from(select_ids(audience, by=by).subquery()))
        or 0
    )


def matching(
    audience: Audience, *, by: Any, before_id: int | None = None, limit: int = 50
) -> list[Member]:
    """Newest first; page on with the last id."""
    query = select(Member).where(Member.id.in_(select_ids(audience, by=by)))
    if before_id:
        query = query.where(Member.id < before_id)
    return list(db.session.scalars(query.order_by(Member.id.desc()).limit(limit)))


def _conditions(audience: Audience, by: Any) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if audience.network:
        known = Member.first_network.is_(None) if audience.network == "direct" else None
        named = Member.first_network == audience.network
        conditions.append(named if known is None else or_(named, known))
    if audience.activity:
        conditions.append(Member.activity == audience.activity)
    if audience.language:
        conditions.append(Member.language == audience.language)
    if audience.board:
        board = next((each for each in boards.all_visible(by) if each.slug == audience.board), None)
        authors_there = authors.active_in(board.id if board else 0)
        conditions.append(
            Member.id.in_(select(Account.member_id).where(Account.id.in_(authors_there)))
        )
    if audience.consent in consent.PURPOSES:
        conditions.append(Member.id.in_(consent.holders(audience.consent)))
    if audience.text:
        conditions.append(_called(audience.text))
    return conditions


def _called(text: str) -> ColumnElement[bool]:
    like = func.lower(Member.name).contains(text.lower(), autoescape=True)
    accounts = select(Account.member_id).where(
        Account.handle.startswith(text.lower().lstrip("@"), autoescape=True)
    )
    return or_(like, Member.id.in_(accounts))
