"""What readers flagged and what the moderators did: most is decided, a little still waits."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from community.kernel import clock
from community.kernel.refusals import NotFound
from community.people.accounts import Account
from community.staff.moderation import decisions, flags, reviews

from . import content
from .talk import Said

WAITING_FOR = (27, 14, 4)  # hours that the newest flagged posts have waited in the queue
MODERATOR = "ingrid"
DECIDED_AFTER = timedelta(hours=3)

Act = tuple[datetime, Callable[[], None]]


def settle(who: dict[str, Account], said: list[Said], now: datetime) -> None:
    """Raise every flag and decide all but the newest few, in the order of time."""
    flagged = [each for each in said if "flags" in each.written]
    left = [each for each in flagged if "hidden_by" not in each.written][-len(WAITING_FOR) :]
    acts: list[Act] = []
    for each in flagged:
        if each in left:
            acts += _flags(each, now - timedelta(hours=WAITING_FOR[left.index(each)]), who, now)
        else:
            raised = list(_flags(each, each.post.at, who, now))
            acts += [
                *raised,
                (min(raised[-1][0] + DECIDED_AFTER, now), partial(_decide, each, who)),
            ]
    for at, act in sorted(acts, key=lambda each: each[0]):
        with (
            clock.past(at),
            suppress(NotFound),
        ):  # what enough flags have hidden cannot be flagged any more
            act()


def _subject(each: Said) -> tuple[str, int]:
    """The post that opens a thread stands for the whole of it."""
    if each.post.position == 1:
        return "thread", each.post.thread.id or 0
    return "post", each.post.id or 0


def _flags(each: Said, since: datetime, who: dict[str, Account], now: datetime) -> Iterator[Act]:
    kind, subject_id = _subject(each)
    at = since
    for flag in each.written["flags"]:
        at = content.some_time_after(at, now, content.chance(each.file, "flag", flag["by"]), 2)
        yield (
            at,
            partial(
                flags.raise_flag, kind, subject_id, flag["kind"], flag["note"], by=who[flag["by"]]
            ),
        )


def _decide(each: Said, who: dict[str, Account]) -> None:
    hidden = "hidden_by" in each.written
    by = who[each.written.get("hidden_by", MODERATOR)]
    waiting = {(item.kind, item.subject_id): item for item in reviews.queue(by=by)}
    item = waiting[_subject(each)]
    told: dict[str, Any] = {
        "reason": each.written["flags"][0]["kind"],
        "note": each.written.get("hidden_reason", ""),
    }
    decisions.decide(
        item, "hide" if hidden else "keep", by=by, version=item.version, **(told if hidden else {})
    )
