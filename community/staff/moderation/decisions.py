"""Hide, keep, approve or reject, always with a reason, told to the author, logged, and undone at will."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from community.commons import notifications
from community.kernel import audit, clock
from community.kernel.db import db
from community.kernel.events import announce
from community.kernel.permissions import SYSTEM, require
from community.kernel.refusals import NotFound
from community.kernel.room import house
from community.kernel.slots import Moderatable
from community.kernel.text import clean_line
from community.people import accounts
from community.staff.moderation import evidence, reviews
from community.staff.moderation.events import Decided, DecisionUndone
from community.staff.moderation.models import Decision, ReviewItem
from community.staff.moderation.reasons import DECISION_REASONS, SUSPENSION_STEPS
from community.staff.moderation.refusals import NothingToUndo, ReasonNeeded

TAKES_DOWN = {"hide", "reject"}
ACTIONS = ("hide", "keep", "approve", "reject")


def decide(
    item: ReviewItem,
    action: str,
    *,
    by: Any,
    version: int,
    reason: str = "",
    note: str = "",
    suspend_hours: int = 0,
) -> Decision:
    """Close the item with an action; `version` is what the reviewer saw, a changed item is refused."""
    require(by, "moderation.review")
    if action not in ACTIONS:
        raise NotFound()
    if action in TAKES_DOWN and reason not in DECISION_REASONS:
        raise ReasonNeeded(fields={"reason": ReasonNeeded.sentence})
    described = evidence.describe(item.kind, item.subject_id, by)
    reviews.close(item, version)
    _apply(item, action, by, reason)
    evidence.judge(item.kind, item.subject_id, action in TAKES_DOWN)
    decision = _write(item, described, action, by, reason, clean_line(note, 500, empty=True))
    if suspend_hours and described["author_id"]:
        decision.suspension_id = suspend(described["author_id"], suspend_hours, reason, by=by).id
    return decision


def hide_by_weight(item: ReviewItem, described: dict[str, Any]) -> Decision:
    """The flags together weigh enough: out of sight at once, and still in the queue for a human."""
    _slot(item.kind).hide(item.subject_id, by=SYSTEM, reason="flags")
    return _write(item, described, "hide", SYSTEM, "other", "")


def undo(decision: Decision, *, by: Any) -> None:
    """Put everything back as it was and the item back in the queue."""
    require(by, "moderation.review")
    if decision.undone_at:
        raise NothingToUndo()
    item = reviews.one(decision.item_id, by=by)
    decision.undone_at, decision.undone_by_id = clock.now(), by.id
    if decision.action in TAKES_DOWN:
        _slot(item.kind).restore(item.subject_id, by=by)
    if decision.suspension_id and decision.author_id:
        accounts.lift_suspension(accounts.one(decision.author_id), by=by)
    evidence.judge(item.kind, item.subject_id, None)
    reviews.open_item(
        item.kind,
        item.subject_id,
        source=item.source,
        weight=evidence.open_weight(item.kind, item.subject_id),
    )
    audit.record(
        "review.undo", item.kind, item.subject_id, by=by, before={"action": decision.action}
    )
    announce(DecisionUndone(by=by.id, member_id=by.member_id, decision_id=decision.id))
    if decision.action in TAKES_DOWN and decision.author_id:
        _tell_author(decision, "decision_undone")


def suspend(account_id: int, hours: int, reason: str, *, by: Any) -> Any:
    """Keep somebody from writing for so many hours."""
    require(by, "moderation.suspend")
    until = clock.now() + timedelta(hours=hours)
    return accounts.suspend(accounts.one(account_id), by=by, reason=reason, until=until)


def next_suspension_hours(account_id: int) -> int:
    """The step after those this author has had."""
    return SUSPENSION_STEPS[min(accounts.suspensions_count(account_id), len(SUSPENSION_STEPS) - 1)]


def one(decision_id: int, *, by: Any) -> Decision:
    """A decision, for moderators and for the author it is about."""
    decision = db.session.get(Decision, decision_id)
    if decision is None or not (by.moderator or decision.author_id == by.id):
        raise NotFound()
    return decision


def subject_of(decision: Decision, viewer: Any) -> dict[str, Any] | None:
    """What the decision is about, as its own room describes it to this viewer; None once erased."""
    item = db.session.get(ReviewItem, decision.item_id)
    return _slot(item.kind).describe(item.subject_id, viewer) if item else None


def latest(limit: int = 20) -> list[Decision]:
    return list(db.session.scalars(select(Decision).order_by(Decision.id.desc()).limit(limit)))


def _apply(item: ReviewItem, action: str, by: Any, reason: str) -> None:
    if action in TAKES_DOWN:
        _slot(item.kind).hide(item.subject_id, by=by, reason=reason)
    else:
        _slot(item.kind).restore(item.subject_id, by=by)


def _write(
    item: ReviewItem, described: dict[str, Any], action: str, by: Any, reason: str, note: str
) -> Decision:
    decision = Decision(
        item_id=item.id, author_id=described["author_id"], by_id=by.id,
        action=action, reason=reason, note=note, at=clock.now(),
    )  # fmt: skip
    db.session.add(decision)
    db.session.flush()
    audit.record(
        f"review.{action}",
        item.kind,
        item.subject_id,
        by=by,
        reason=reason,
        after={"note": note, "decision": decision.id},
    )
    announce(Decided(by=by.id, member_id=by.member_id, decision_id=decision.id, action=action))
    if action in TAKES_DOWN and decision.author_id:
        _tell_author(decision, "decision")
    return decision


def _tell_author(decision: Decision, kind: str) -> None:
    reason = str(DECISION_REASONS.get(decision.reason, ""))
    notifications.notify(
        [decision.author_id or 0], kind, url=f"/decisions/{decision.id}", title=reason, by=None
    )


def _slot(kind: str) -> Moderatable:
    return house().slots.named(Moderatable, kind)
