"""The review queue: list and detail side by side."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from community.kernel import clock
from community.kernel.refusals import Invalid, NotFound
from community.kernel.web import actor, page, see_other
from community.people import accounts
from community.staff.moderation import decisions, evidence, reviews, wording
from community.staff.moderation.models import ReviewItem
from community.staff.moderation.reasons import DECISION_REASONS, FLAG_REASONS, SUSPENSION_STEPS
from community.staff.moderation.refusals import AskAColleague, ReasonNeeded

LATE_HOURS = 24


def home() -> ResponseReturnValue:
    return see_other("/staff/review")


def index() -> ResponseReturnValue:
    """The first one is open beside the list where there is room for both."""
    cards = _cards()
    return _queue(cards, _detail(cards[0]["item"]) if cards else None, first=True)


def show(item_id: int, error: str = "", status: int = 200) -> ResponseReturnValue:
    item = reviews.one(item_id, by=actor())
    return _queue(_cards(), _detail(item), error=error, status=status)


def claim(item_id: int) -> ResponseReturnValue:
    reviews.claim(reviews.one(item_id, by=actor()), by=actor())
    return see_other(f"/staff/review/{item_id}")


def decide(item_id: int) -> ResponseReturnValue:
    item = reviews.one(item_id, by=actor())
    try:
        decisions.decide(
            item, request.form.get("action", ""), by=actor(), version=_number("version"),
            reason=request.form.get("reason", ""), note=request.form.get("note", ""), suspend_hours=_number("suspend_hours"),
        )  # fmt: skip
    except (ReasonNeeded, AskAColleague, Invalid) as refused:
        return show(item_id, str(refused), 422)
    following = reviews.queue(by=actor(), limit=1)
    return see_other(f"/staff/review/{following[0].id}" if following else "/staff/review")


def _queue(
    cards: list[dict[str, Any]],
    chosen: dict[str, Any] | None,
    *,
    first: bool = False,
    error: str = "",
    status: int = 200,
) -> ResponseReturnValue:
    return page(
        "staff/moderation/queue.html",
        status,
        cards=cards,
        chosen=chosen,
        first=first,
        error=error,
        undoable=_undoable(),
    )


def _cards() -> list[dict[str, Any]]:
    items = reviews.queue(by=actor())
    cards = [{"item": item, **described} for item in items if (described := _described(item))]
    people = accounts.briefs({card["author_id"] for card in cards if card["author_id"]})
    for card in cards:
        card["author"] = people.get(card["author_id"])
        card["late"] = (clock.now() - card["item"].opened_at).total_seconds() > LATE_HOURS * 3600
    return cards


def _detail(item: ReviewItem) -> dict[str, Any]:
    described = _described(item)
    if described is None:
        raise NotFound()
    raised = evidence.on_subject(item.kind, item.subject_id)
    people = accounts.briefs(
        {each.by_id for each in raised}
        | {described["author_id"], item.claimed_by_id, _decider_of(described)} - {None}
    )
    return {
        **described, "item": item, "author": people.get(described["author_id"]), "people": people, "flags": raised,
        "claimed": reviews.claimed_by_other(item, actor()), "flag_reasons": FLAG_REASONS, "reasons": DECISION_REASONS,
        "steps": SUSPENSION_STEPS, "suggested": decisions.next_suspension_hours(described["author_id"]) if described["author_id"] else 24,
    }  # fmt: skip


def _decider_of(described: dict[str, Any]) -> int | None:
    """Who took the decision that an appeal is about."""
    return described["decided"].by_id if "decided" in described else None


def _described(item: ReviewItem) -> dict[str, Any] | None:
    try:
        return evidence.describe(item.kind, item.subject_id, actor())
    except NotFound:
        return None


def _undoable() -> list[dict[str, Any]]:
    recent = [each for each in decisions.latest(8) if not each.undone_at]
    people = accounts.briefs(
        {each.by_id for each in recent if each.by_id}
        | {each.author_id for each in recent if each.author_id}
    )
    return [
        {
            "decision": each,
            "act": wording.decided(each.action),
            "by": people.get(each.by_id or 0),
            "author": people.get(each.author_id or 0),
        }
        for each in recent
    ]


def _number(name: str) -> int:
    text = request.form.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 9 else 0
