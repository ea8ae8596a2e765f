"""What was decided, for its author; and the way back, for staff."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from community.kernel.i18n import gettext as _
from community.kernel.permissions import may
from community.kernel.text import BadText, TextMissing, TextTooLong
from community.kernel.web import actor, page, see_other
from community.staff.moderation import appeals, decisions
from community.staff.moderation.reasons import DECISION_REASONS


def show(
    decision_id: int, words: str = "", error: str = "", status: int = 200
) -> ResponseReturnValue:
    decision = decisions.one(decision_id, by=actor())
    asked = appeals.of(decision)
    return page(
        "staff/moderation/decision.html",
        status,
        decision=decision,
        asked=asked,
        may_appeal=not asked and may(actor(), "moderation.appeal", decision),
        words=words,
        error=error,
        reason=DECISION_REASONS.get(decision.reason, ""),
        subject=decisions.subject_of(decision, actor()),
    )


def appeal(decision_id: int) -> ResponseReturnValue:
    decision, words = decisions.one(decision_id, by=actor()), request.form.get("words", "")
    try:
        appeals.appeal(decision, words, by=actor())
    except (BadText, TextMissing, TextTooLong) as refused:
        return show(decision_id, words, str(refused), 422)
    return see_other(f"/decisions/{decision_id}")


def undo(decision_id: int) -> ResponseReturnValue:
    decision = decisions.one(decision_id, by=actor())
    decisions.undo(decision, by=actor())
    flash(_("Undone. It is back in the queue."), "good")
    return see_other(f"/staff/review/{decision.item_id}")
