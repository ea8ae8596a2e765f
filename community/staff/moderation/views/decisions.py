"""What was decided, for its author; and the way back, for staff."""

from flask import flash
from flask.typing import ResponseReturnValue

from community.kernel.i18n import gettext as _
from community.kernel.web import actor, page, see_other
from community.staff.moderation import decisions
from community.staff.moderation.reasons import DECISION_REASONS


def show(decision_id: int) -> ResponseReturnValue:
    decision = decisions.one(decision_id, by=actor())
    return page(
        "staff/moderation/decision.html",
        decision=decision,
        reason=DECISION_REASONS.get(decision.reason, ""),
        subject=decisions.subject_of(decision, actor()),
    )


def undo(decision_id: int) -> ResponseReturnValue:
    decision = decisions.one(decision_id, by=actor())
    decisions.undo(decision, by=actor())
    flash(_("Undone. It is back in the queue."), "good")
    return see_other(f"/staff/review/{decision.item_id}")
