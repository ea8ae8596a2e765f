"""The one queue: what waits, who looks at it, and what colleagues have just done."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select, update

from community.kernel import clock
from community.kernel.db import db
from community.kernel.permissions import require
from community.kernel.refusals import NotFound
from community.staff.moderation.models import ReviewItem
from community.staff.moderation.refusals import SomebodyWasFaster

CLAIM_HOLDS = timedelta(minutes=10)


def open_item(kind: str, subject_id: int, *, source: str, weight: float = 0.0) -> ReviewItem:
    """The item of this thing, made or opened again."""
    item = db.session.scalars(
        select(ReviewItem).filter_by(kind=kind, subject_id=subject_id)
    ).first()
    if item is None:
        item = ReviewItem(
            kind=kind, subject_id=subject_id, source=source, opened_at=clock.now(), weight=weight
        )
        db.session.add(item)
    elif item.closed_at:
        item.closed_at, item.opened_at, item.source, item.claimed_by_id, item.reminded = (
            None,
            clock.now(),
            source,
            None,
            0,
        )
    item.weight = max(weight, 0.0)
    item.version = (item.version or 0) + 1
    db.session.flush()
    return item


def queue(*, by: Any, after: ReviewItem | None = None, limit: int = 50) -> list[ReviewItem]:
    """Open items, the heaviest first, then the oldest."""
    require(by, "moderation.review")
    query = select(ReviewItem).where(ReviewItem.closed_at.is_(None))
    if after is not None:
        query = query.where(_behind(after))
    return list(
        db.session.scalars(query.order_by(ReviewItem.weight.desc(), ReviewItem.id).limit(limit))
    )


def one(item_id: int, *, by: Any) -> ReviewItem:
    require(by, "moderation.review")
    item = db.session.get(ReviewItem, item_id)
    if item is None:
        raise NotFound()
    return item


def waiting_count() -> int:
    return db.session.scalar(select(func.count()).where(ReviewItem.closed_at.is_(None))) or 0


def claim(item: ReviewItem, *, by: Any) -> None:
    """Show colleagues that somebody looks at it; a claim fades after ten minutes."""
    require(by, "moderation.review")
    item.claimed_by_id, item.claimed_at = by.id, clock.now()


def claimed_by_other(item: ReviewItem, by: Any) -> bool:
    fresh = item.claimed_at and clock.now() - item.claimed_at < CLAIM_HOLDS
    return bool(fresh and item.claimed_by_id not in (None, by.id))


def close(item: ReviewItem, seen_version: int) -> None:
    """Take it off the queue, unless a colleague changed it since `seen_version`."""
    closed = db.session.execute(
        update(ReviewItem)
        .where(
            ReviewItem.id == item.id,
            ReviewItem.version == seen_version,
            ReviewItem.closed_at.is_(None),
        )
        .values(closed_at=clock.now(), version=seen_version + 1)
        .execution_options(synchronize_session=False)
    ).rowcount  # type: ignore[attr-defined]
    if not closed:
        raise SomebodyWasFaster()
    db.session.refresh(item)


def settle(kind: str, subject_id: int) -> None:
    """It was decided outside the queue."""
    open_ones = update(ReviewItem).where(
        ReviewItem.kind == kind, ReviewItem.subject_id == subject_id, ReviewItem.closed_at.is_(None)
    )
    db.session.execute(open_ones.values(closed_at=clock.now(), version=ReviewItem.version + 1))


def overdue(since: datetime, reminded: int) -> list[ReviewItem]:
    query = select(ReviewItem).where(
        ReviewItem.closed_at.is_(None),
        ReviewItem.opened_at < since,
        ReviewItem.reminded == reminded,
    )
    return list(db.session.scalars(query))


def _behind(item: ReviewItem) -> ColumnElement[bool]:
    return (ReviewItem.weight < item.weight) | (
        (ReviewItem.weight == item.weight) & (ReviewItem.id > item.id)
    )
