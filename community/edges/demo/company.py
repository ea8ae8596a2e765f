"""Who came how often, what they earned by it, who follows whom, and what a few of them said in private."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from community.fans.messages import writing
from community.fans.recognition import badges, helpful, levels, seasons
from community.kernel import clock
from community.people import attendance, ties
from community.people.accounts import Account

from . import content

TEAM = "ingrid"
LOOKED_BACK = 180  # days
# By level: the share of days they came, and how much they read on one.
HABITS = {0: (0.01, 2, 6), 1: (0.06, 2, 9), 2: (0.32, 3, 14), 3: (0.72, 5, 30), 4: (0.8, 6, 34)}
MOST_DAYS = {0: 2, 1: 12}
STEPS = {1: 9, 2: 55}  # days after joining
COUNTED = 2  # higher levels were given by hand


def gather(who: dict[str, Account], now: datetime) -> None:
    told = content.read("company.toml")
    for handle, account in who.items():
        attendance.write_past(_days(handle, account, now))
        _climb(account, who[TEAM], told["trusted"], now)
    with clock.past(now - content.days(1)):
        badges.give_due()
    for given in told["badge"]:
        with clock.past(now - content.days(given["days_ago"])):
            badge, holder = badges.one(given["badge"]), who[given["to"]]
            badges.grant(badge, holder, by=who[TEAM], reason=given["reason"])
    _follow(told["follow"], who, now)
    for talk in told["conversation"]:
        _converse(talk, who, now)
    seasons.recount()
    helpful.recount()


def _days(handle: str, account: Account, now: datetime) -> Iterator[dict[str, Any]]:
    luck, level = content.chance(handle, "days"), account.level
    share, threads, posts = HABITS[level]
    known = min(LOOKED_BACK, (now - account.created_at).days)
    came = [day for day in range(1, known) if luck.random() < share]
    for day in came[: MOST_DAYS.get(level, LOOKED_BACK)]:
        read = luck.randint(posts // 2, posts)
        yield {
            "account_id": account.id, "day": (now - content.days(day)).date(), "seconds": read * luck.randint(9, 25),
            "posts_read": read, "threads_entered": luck.randint(1, threads),
        }  # fmt: skip


def _climb(account: Account, team: Account, trusted: str, now: datetime) -> None:
    """Up to level 2 by counting, beyond by the team's hand."""
    goal, joined = account.level, account.created_at
    steps = [
        (level, joined + timedelta(days=days)) for level, days in STEPS.items() if level <= goal
    ]
    levels.tell_past(account.id, [(level, at) for level, at in steps if at < now])
    if goal > COUNTED and not account.staff:
        account.level = COUNTED
        with clock.past(min(joined + timedelta(days=90), now)):
            levels.put(account, goal, by=team, reason=trusted)


def _follow(follows: list[dict[str, Any]], who: dict[str, Account], now: datetime) -> None:
    for place, each in enumerate(follows):
        with clock.past(now - content.days(2 + place)):
            for handle in each["people"]:
                ties.follow(who[handle], "watching", by=who[each["by"]])


def _converse(talk: dict[str, Any], who: dict[str, Account], now: datetime) -> None:
    at, (first, *rest) = now - content.days(talk["days_ago"]), talk["message"]
    with clock.past(at):
        begun = writing.start(talk["to"], talk["title"], first["text"], by=who[first["by"]])
    for each in rest:
        at = min(at + content.delay(each["after"]), now)
        with clock.past(at):
            writing.reply(begun, each["text"], by=who[each["by"]])
