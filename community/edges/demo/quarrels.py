"""What readers flagged and what the moderators did: most is decided, a little still waits."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from community.kernel import clock
from community.kernel.refusals import NotFound
from community.people.accounts import Account
from community.staff.moderation import decisions, flags, reviews

from . import content
from .talk import Said

WAITING = 3
MODERATOR = "ingrid"


def settle(who: dict[str, Account], said: list[Said], now: datetime) -> None:
    """Raise every flag, then decide all but the newest few."""
    flagged = [each for each in said if "flags" in each.written]
    for each in flagged:
        _flag(each, who, now)
    settled = [each for each in flagged if "hidden_by" in each.written]
    left = [each for each in flagged if "hidden_by" not in each.written]
    for each in sorted([*settled, *left[:-WAITING]], key=lambda each: each.post.at):
        _decide(each, who, now)


def _subject(each: Said) -> tuple[str, int]:
    """The post that opens a thread stands for the whole of it."""
    if each.post.position == 1:
        return "thread", each.post.thread.id or 0
    return "post", each.post.id or 0


def _flag(each: Said, who: dict[str, Account], now: datetime) -> None:
    """What enough flags have hidden cannot be flagged any more."""
    at = each.post.at
    for flag in each.written["flags"]:
        at = content.some_time_after(at, now, content.chance(each.file, "flag", flag["by"]), 2)
        with clock.past(at), suppress(NotFound):
            flags.raise_flag(*_subject(each), flag["kind"], flag["note"], by=who[flag["by"]])


def _decide(each: Said, who: dict[str, Account], now: datetime) -> None:
    hidden = "hidden_by" in each.written
    by = who[each.written.get("hidden_by", MODERATOR)]
    kind, subject_id = _subject(each)
    with clock.past(min(each.post.at + timedelta(hours=9), now)):
        waiting = {(each.kind, each.subject_id): each for each in reviews.queue(by=by)}
        item = waiting[kind, subject_id]
        told: dict[str, Any] = {
            "reason": each.written["flags"][0]["kind"],
            "note": each.written.get("hidden_reason", ""),
        }
        decisions.decide(
            item,
            "hide" if hidden else "keep",
            by=by,
            version=item.version,
            **(told if hidden else {}),
        )
