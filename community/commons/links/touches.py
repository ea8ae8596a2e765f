"""Arrivals: noted when somebody follows a link, carried to the member once they sign in."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, insert, select, update

from community.commons.links.models import Link, Touch
from community.kernel import clock
from community.kernel.buffer import Buffer
from community.kernel.db import db
from community.people import members
from community.people.members import Member


def note(link: Link, visitor: str) -> None:
    """Remember an arrival; written with the next batch."""
    arrivals.put(
        object(),
        {
            "link_id": link.id,
            "visitor": visitor,
            "network": link.network,
            "campaign": link.campaign,
            "at": clock.now(),
        },
    )


def carry(visitor: str, member_id: int) -> None:
    """This visitor has turned out to be this member; written with the next batch."""
    carried.put(visitor, member_id)


def of_member(member_id: int, limit: int = 20) -> list[Any]:
    query = select(Touch.network, Touch.campaign, Touch.at, Link.code).outerjoin(
        Link, Link.id == Touch.link_id
    )
    return list(
        db.session.execute(
            query.where(Touch.member_id == member_id).order_by(Touch.at.desc()).limit(limit)
        )
    )


def traffic_by_link(since: datetime) -> list[Any]:
    """One row per link: link, visits, sign_ups, first_posts since then."""
    touched = and_(Touch.link_id == Link.id, Touch.at >= since)
    query = (
        select(Link, *_funnel())
        .outerjoin(Touch, touched)
        .outerjoin(Member, Member.id == Touch.member_id)
    )
    return list(db.session.execute(query.group_by(Link.id).order_by(func.count(Touch.id).desc())))


def traffic_by_network(since: datetime) -> list[Any]:
    """One row per network: network, visits, sign_ups, first_posts since then."""
    query = (
        select(Touch.network, *_funnel())
        .outerjoin(Member, Member.id == Touch.member_id)
        .where(Touch.at >= since)
    )
    return list(
        db.session.execute(query.group_by(Touch.network).order_by(func.count(Touch.id).desc()))
    )


def visits_by_week(weeks: int = 26) -> list[tuple[datetime, int]]:
    """(first day of the week, visits), oldest first; weeks without a visit are there with 0."""
    today = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    start = today - timedelta(days=today.weekday(), weeks=weeks - 1)
    found = [0] * weeks
    for at in db.session.scalars(select(Touch.at).where(Touch.at >= start)):
        found[min((at - start).days // 7, weeks - 1)] += 1
    return [(start + timedelta(weeks=number), visits) for number, visits in enumerate(found)]


def _funnel() -> tuple[Any, ...]:
    return (
        func.count(Touch.id).label("visits"),
        func.count(Touch.id).filter(Touch.signed_up).label("sign_ups"),
        func.count(Touch.id).filter(Touch.signed_up, Member.contributions > 0).label("first_posts"),
    )


def _write_arrivals(noted: dict[Any, dict[str, Any]]) -> None:
    db.session.execute(insert(Touch), [{**each, "signed_up": False} for each in noted.values()])


def _write_carried(visitors: dict[str, int]) -> None:
    arrivals.flush()
    for visitor, member_id in visitors.items():
        _join(visitor, member_id)


def _join(visitor: str, member_id: int) -> None:
    joined = (
        update(Touch).where(Touch.visitor == visitor, Touch.member_id.is_(None)).values(member_id=member_id)
        .returning(Touch.id, Touch.network, Touch.campaign, Touch.at)
    )  # fmt: skip
    rows = sorted(db.session.execute(joined), key=lambda row: row.at)
    member = db.session.get(Member, member_id)
    if not rows or member is None:
        return
    if rows[0].at <= member.created_at and not _signed_up_before(member_id):
        db.session.execute(update(Touch).where(Touch.id == rows[0].id).values(signed_up=True))
    for row in rows:
        members.note_arrival(member_id, row.network, row.campaign, row.at)


def _signed_up_before(member_id: int) -> bool:
    return bool(
        db.session.scalar(
            select(Touch.id).where(Touch.member_id == member_id, Touch.signed_up).limit(1)
        )
    )


arrivals = Buffer(_write_arrivals, merge=lambda old, new: new)
carried = Buffer(_write_carried, merge=lambda old, new: new)
