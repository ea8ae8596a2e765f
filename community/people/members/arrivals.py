"""Facts decided in rooms above, kept on the member so that lists filter fast."""

from datetime import datetime

from sqlalchemy import bindparam, case, update

from community.kernel.db import Moment, db, table_of

from .models import Member


def note_arrival(member_id: int, network: str | None, campaign: str | None, at: datetime) -> None:
    """Where they came from: the earliest arrival stays the first touch, the latest is the last."""
    earlier = Member.first_seen_at.is_(None) | (Member.first_seen_at > at)
    later = Member.last_seen_at.is_(None) | (Member.last_seen_at <= at)
    db.session.execute(
        update(Member)
        .where(Member.id == member_id)
        .values(
            first_network=case((earlier, network), else_=Member.first_network),
            first_campaign=case((earlier, campaign), else_=Member.first_campaign),
            first_seen_at=case((earlier, at), else_=Member.first_seen_at),
            last_network=case((later, network), else_=Member.last_network),
            last_campaign=case((later, campaign), else_=Member.last_campaign),
            last_seen_at=case((later, at), else_=Member.last_seen_at),
        )
    )


def note_contribution(member_id: int, at: datetime) -> None:
    """They posted, reacted, voted or the like: one more contribution, and seen now."""
    seen = case(
        (Member.last_seen_at.is_(None) | (Member.last_seen_at < at), at), else_=Member.last_seen_at
    )
    activity = case(
        (Member.activity.in_(("new", "silent", "quiet")), "active"), else_=Member.activity
    )
    counted = {
        "contributions": Member.contributions + 1,
        "last_seen_at": seen,
        "activity": activity,
    }
    db.session.execute(update(Member).where(Member.id == member_id).values(counted))


def note_past_contributions(done: dict[int, tuple[int, datetime]]) -> None:
    """member id -> (how many contributions more, the last one when); how active that makes them is counted later."""
    table = table_of(Member)
    at = bindparam("until", type_=Moment)
    seen = case(
        (table.c.last_seen_at.is_(None) | (table.c.last_seen_at < at), at),
        else_=table.c.last_seen_at,
    )
    activity = case(
        (table.c.activity == "new", "quiet"),
        (table.c.activity == "silent", "quiet"),
        else_=table.c.activity,
    )
    more = {
        "contributions": table.c.contributions + bindparam("more"),
        "last_seen_at": seen,
        "activity": activity,
    }
    rows = [
        {"of": member_id, "more": number, "until": last}
        for member_id, (number, last) in sorted(done.items())
    ]
    if rows:
        db.session.connection().execute(
            update(table).where(table.c.id == bindparam("of")).values(more), rows
        )
        db.session.expire_all()
