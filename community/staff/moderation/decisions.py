"""Hide, keep, approve or reject, always with a reason, told to the author, logged, and undone at will."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from community.commons import notifications
from community.fans import recognition
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
from community.staff.moderation.refusals import AskAColleague, NothingToUndo, ReasonNeeded

TAKES_DOWN = {"hide", "reject"}
ACTIONS = ("hide", "keep", "approve", "reject")
APPEAL = "appeal"
ANSWERS = ("grant", "stand")  # to an appeal


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
    if action not in (ANSWERS if item.kind == APPEAL else ACTIONS):
        raise NotFound()
    _require_another(item, by)
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
    item = _reverse(decision, by)
    reviews.open_item(
        item.kind,
        item.subject_id,
        source=item.source,
        weight=evidence.open_weight(item.kind, item.subject_id),
    )


def take_back(decision: Decision, *, by: Any) -> None:
    """Reverse it for good, as after an appeal: its flags were wrong, and nothing returns to the queue."""
    item = _reverse(decision, by)
    evidence.judge(item.kind, item.subject_id, False)


def put_back_in_force(decision: Decision, *, by: Any) -> None:
    """Take down again what an appeal had brought back; a suspension stays lifted."""
    item = reviews.one(decision.item_id, by=by)
    decision.undone_at = decision.undone_by_id = None
    _apply(item, decision.action, by, decision.reason)
    evidence.judge(item.kind, item.subject_id, None)
    evidence.judge(item.kind, item.subject_id, True)
    if decision.author_id:
        _count_against(decision)
        _tell_author(decision, "decision")


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


def in_force(ids: set[int]) -> set[int]:
    """Which of these decisions nobody has undone."""
    standing = select(Decision.id).where(Decision.id.in_(ids), Decision.undone_at.is_(None))
    return set(db.session.scalars(standing)) if ids else set()


def latest(limit: int = 20) -> list[Decision]:
    return list(db.session.scalars(select(Decision).order_by(Decision.id.desc()).limit(limit)))


def _apply(item: ReviewItem, action: str, by: Any, reason: str) -> None:
    if action in TAKES_DOWN:
        _slot(item.kind).hide(item.subject_id, by=by, reason=reason)
    elif action != "stand":
        _slot(item.kind).restore(item.subject_id, by=by)


def _reverse(decision: Decision, by: Any) -> ReviewItem:
    require(by, "moderation.review")
    if decision.undone_at:
        raise NothingToUndo()
    item = reviews.one(decision.item_id, by=by)
    decision.undone_at, decision.undone_by_id = clock.now(), by.id
    if decision.action in TAKES_DOWN:
        _slot(item.kind).restore(item.subject_id, by=by)
        recognition.levels.withdraw_strike(_strike(decision))
    elif decision.action == "grant":
        _slot(item.kind).hide(item.subject_id, by=by)
    if decision.suspension_id and decision.author_id:
        accounts.lift_suspension(accounts.one(decision.author_id), by=by)
    evidence.judge(item.kind, item.subject_id, None)
    audit.record(
        "review.undo", item.kind, item.subject_id, by=by, before={"action": decision.action}
    )
    announce(DecisionUndone(by=by.id, member_id=by.member_id, decision_id=decision.id))
    if decision.action in TAKES_DOWN and decision.author_id:
        _tell_author(decision, "decision_undone")
    return item


def _require_another(item: ReviewItem, by: Any) -> None:
    """An appeal is answered by somebody else, as long as there is somebody else."""
    if item.kind != APPEAL or db.session.get_one(Decision, item.subject_id).by_id != by.id:
        return
    colleagues = accounts.with_role("moderator") + accounts.with_role("admin")
    if any(each.id != by.id for each in colleagues):
        raise AskAColleague()


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
        _count_against(decision)
        _tell_author(decision, "decision")
    if action == "stand" and decision.author_id:
        first = db.session.get_one(Decision, item.subject_id)
        _tell_author(first, "appeal_stands")
    return decision


def _count_against(decision: Decision) -> None:
    recognition.levels.note_strike(decision.author_id or 0, _strike(decision))


def _strike(decision: Decision) -> str:
    return f"decision:{decision.id}"


def _tell_author(decision: Decision, kind: str) -> None:
    reason = str(DECISION_REASONS.get(decision.reason, ""))
    notifications.notify(
        [decision.author_id or 0], kind, url=f"/decisions/{decision.id}", title=reason, by=None
    )


def _slot(kind: str) -> Moderatable:
    return house().slots.named(Moderatable, kind)
