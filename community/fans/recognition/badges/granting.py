"""Give badges: those that are due, and those that staff give and take by hand."""

from typing import Any

from sqlalchemy import insert, select, update

from community.fans.recognition.events import BadgeGranted, BadgeRevoked
from community.fans.recognition.models import BadgeGrant
from community.fans.recognition.refusals import AlreadyHeld, GivenByItself, ReasonMissing
from community.kernel import audit, clock
from community.kernel.db import db, insert_or_ignore, table_of
from community.kernel.events import announce, announce_all
from community.kernel.permissions import require
from community.kernel.text import clean_line
from community.people.accounts import Account

from . import rules


def give_due() -> int:
    """Every badge to everybody who has come to meet its criterion; how many were given."""
    return sum(_give(badge) for badge in rules.BADGES.values() if badge.due)


def grant(badge: rules.Badge, account: Any, *, by: Any, reason: str) -> None:
    """By hand, also again after it was taken back."""
    require(by, "recognition.grant", account)
    if badge.due:
        raise GivenByItself(fields={"handle": GivenByItself.sentence})
    said = _said(reason)
    values = {"account_id": account.id, "badge": badge.slug}
    given = {"by_id": by.id, "reason": said, "at": clock.now()}
    if not insert_or_ignore(BadgeGrant, **values, **given, revoked_reason=""):
        again = update(BadgeGrant).filter_by(**values).where(BadgeGrant.revoked_at.is_not(None))
        back = {"revoked_at": None, "revoked_by_id": None, "revoked_reason": ""}
        if not db.session.execute(again.values(**given, **back)).rowcount:  # type: ignore[attr-defined]
            raise AlreadyHeld(fields={"handle": AlreadyHeld.sentence})
    audit.record(
        "badge.grant", "account", account.id, by=by, reason=said, after={"badge": badge.slug}
    )
    announce(
        BadgeGranted(by=by.id, member_id=account.member_id, account_id=account.id, badge=badge.slug)
    )


def revoke(held: BadgeGrant, account: Any, *, by: Any, reason: str) -> None:
    """Take it back; no job gives it again."""
    require(by, "recognition.grant", account)
    said = _said(reason)
    if held.revoked_at:
        return
    held.revoked_at, held.revoked_by_id, held.revoked_reason = clock.now(), by.id, said
    audit.record(
        "badge.revoke", "account", account.id, by=by, reason=said, before={"badge": held.badge}
    )
    announce(
        BadgeRevoked(by=by.id, member_id=account.member_id, account_id=account.id, badge=held.badge)
    )


def _give(badge: rules.Badge) -> int:
    assert badge.due
    have = select(BadgeGrant.account_id).where(BadgeGrant.badge == badge.slug)
    fresh = select(Account.id, Account.member_id).where(
        Account.id.in_(badge.due()),
        Account.id.not_in(have),
        Account.claimed,
        Account.erased_at.is_(None),
    )
    rows = db.session.execute(fresh).all()
    if rows:
        now = clock.now()
        given = [
            {
                "account_id": row.id,
                "badge": badge.slug,
                "at": now,
                "reason": "",
                "revoked_reason": "",
            }
            for row in rows
        ]
        db.session.execute(insert(table_of(BadgeGrant)), given)
        announce_all(
            BadgeGranted(member_id=row.member_id, account_id=row.id, badge=badge.slug)
            for row in rows
        )
    return len(rows)


def _said(reason: str) -> str:
    said = clean_line(reason, 300, empty=True)
    if not said:
        raise ReasonMissing(fields={"reason": ReasonMissing.sentence})
    return said
