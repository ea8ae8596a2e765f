"""Readers say that something is wrong; enough weight hides it until staff have looked."""

from typing import Any

from community.kernel import clock, settings
from community.kernel.db import insert_or_ignore
from community.kernel.events import announce
from community.kernel.permissions import require
from community.kernel.refusals import Invalid
from community.kernel.text import clean_line
from community.staff.moderation import decisions, evidence, reviews
from community.staff.moderation.events import Flagged
from community.staff.moderation.models import Flag
from community.staff.moderation.reasons import FLAG_REASONS
from community.staff.moderation.refusals import AlreadyFlagged, OwnContent


def raise_flag(kind: str, subject_id: int, reason: str, note: str = "", *, by: Any) -> None:
    """Report something the actor can see; hides it when the weights of its flags reach the threshold."""
    require(by, "moderation.flag")
    described = evidence.describe(kind, subject_id, by)
    if described["author_id"] == by.id:
        raise OwnContent()
    if reason not in FLAG_REASONS:
        raise Invalid(fields={"reason": FLAG_REASONS["other"]})
    weight = evidence.weight_of(by)
    added = insert_or_ignore(
        Flag, kind=kind, subject_id=subject_id, by_id=by.id, reason=reason,
        note=clean_line(note, 500, empty=True), weight=weight, at=clock.now(),
    )  # fmt: skip
    if not added:
        raise AlreadyFlagged()
    evidence.tell_reported(kind, subject_id)
    item = reviews.open_item(
        kind, subject_id, source="flags", weight=evidence.open_weight(kind, subject_id)
    )
    announce(
        Flagged(by=by.id, member_id=by.member_id, kind=kind, subject_id=subject_id, reason=reason)
    )
    if item.weight >= settings.read("moderation.hide_at") and not described.get("hidden"):
        decisions.hide_by_weight(item, described)
