"""Facts decided in rooms above, kept on the member so that lists filter fast."""

from datetime import datetime

from sqlalchemy import case, update

from community.kernel.db import db

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


def note_contribution(member_id: int, at: datetime, *, number: int = 1) -> None:
    """They posted, reacted, voted or the like: so many contributions more, and seen then."""
    seen = case((Member.last_seen_at.is_(None) | (Member.last_seen_at < at), at), else_=Member.last_seen_at)
    activity = case((Member.activity.in_(("new", "silent", "quiet")), "active"), else_=Member.activity)
    counted = {"contributions": Member.contributions + number, "last_seen_at": seen, "activity": activity}
    db.session.execute(update(Member).where(Member.id == member_id).values(counted))
