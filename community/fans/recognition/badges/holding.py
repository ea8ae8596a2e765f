"""Who has which badges."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from community.fans.recognition.models import BadgeGrant
from community.kernel.db import db

from . import rules


@dataclass(frozen=True)
class Medal:
    """A badge as a page shows it."""

    slug: str
    name: str
    icon: str
    hue: int
    text: str
    url: str
    earned: bool = True


def badges_of(account_id: int) -> list[Medal]:
    """Their medals, the newest first."""
    return [medal(rules.BADGES[each.badge]) for each in of_account(account_id)]


def of_account(account_id: int) -> list[BadgeGrant]:
    query = select(BadgeGrant).where(
        BadgeGrant.account_id == account_id,
        BadgeGrant.revoked_at.is_(None),
        BadgeGrant.badge.in_(rules.BADGES),
    )
    return list(db.session.scalars(query.order_by(BadgeGrant.at.desc(), BadgeGrant.id.desc())))


def medal(badge: rules.Badge, *, earned: bool = True, text: str = "") -> Medal:
    return Medal(badge.slug, str(badge.name), badge.icon, badge.hue, text, badge.path, earned)


def counts() -> dict[str, int]:
    """How many people hold each badge."""
    query = select(BadgeGrant.badge, func.count()).where(BadgeGrant.revoked_at.is_(None))
    return {row[0]: row[1] for row in db.session.execute(query.group_by(BadgeGrant.badge))}


def holders(badge: str, *, before_id: int | None = None, limit: int = 48) -> list[Any]:
    """Grants of one badge, newest first."""
    query = select(BadgeGrant).where(BadgeGrant.badge == badge, BadgeGrant.revoked_at.is_(None))
    if before_id:
        query = query.where(BadgeGrant.id < before_id)
    return list(db.session.scalars(query.order_by(BadgeGrant.id.desc()).limit(limit)))
