"""Arrivals through tracked links over the year: most stay visitors, some become members."""

import math
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert

from community.commons import links
from community.commons.links import Link, Touch
from community.kernel import clock
from community.kernel.db import db, table_of
from community.people import members
from community.people.accounts import Account

from . import content

YEAR = 371.0
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
WINTER = {10: 0.5, 11: 1.0, 12: 1.6, 1: 1.7, 2: 1.4, 3: 0.9, 4: 0.35}  # all other months: 0.12
RETURNS = 0.12
WAKING = (7, 8, 9, 12, 12, 13, 16, 17, 18, 18, 19, 19, 20, 20, 20, 21, 21, 22, 23, 11)


def arrive(who: dict[str, Account], now: datetime) -> None:
    written = content.read("links.toml")["link"]
    made = {each["code"]: _link(each, who["narges"], now) for each in written}
    touches = [touch for each in written for touch in _visits(each, made[each["code"]], now)]
    touches += _members(who, list(made.values()), now)
    touches.sort(key=lambda touch: touch["at"])
    db.session.execute(insert(table_of(Touch)), touches)


def _link(each: dict[str, Any], by: Account, now: datetime) -> Link:
    """Made a little before its first visit."""
    kind, _, day = each["shape"].partition(":")
    made_days_ago = float(day) + 1.5 if kind == "spike" else 368.0
    wanted = ("code", "target", "network")
    with clock.past(now - content.days(made_days_ago)):
        return links.create(
            *(each[name] for name in wanted),
            medium=each["medium"],
            campaign=each["campaign"],
            note=each["note"],
            by=by,
        )


def _visits(each: dict[str, Any], link: Link, now: datetime) -> list[dict[str, Any]]:
    luck = content.chance("visits", each["code"])
    draw = _shape(each["shape"], luck, now)
    visitors: list[str] = []
    touches = []
    for _ in range(each["visits"]):
        if not visitors or luck.random() > RETURNS:
            visitors.append("".join(luck.choices(LETTERS, k=16)))
        visitor = visitors[-1] if luck.random() > RETURNS else luck.choice(visitors)
        touches.append(_touch(link, _awake(draw(), luck, now), visitor))
    return touches


def _shape(shape: str, luck: random.Random, now: datetime) -> Callable[[], float]:
    """Draws how many days ago a visit was."""
    kind, _, detail = shape.partition(":")
    if kind == "growing":
        return lambda: YEAR * (1 - math.sqrt(luck.random()))
    if kind == "spike":
        day = float(detail)
        return lambda: _spike(day, luck)
    if kind == "season":
        weights = [WINTER.get((now - timedelta(days=day)).month, 0.12) for day in range(int(YEAR))]
        days = iter(luck.choices(range(int(YEAR)), weights, k=10_000))
        return lambda: next(days) + luck.random()
    return lambda: YEAR * luck.random()


def _spike(day: float, luck: random.Random) -> float:
    """Most within days, some for as long as the link stands."""
    days_later = luck.expovariate(1 / 2.5) if luck.random() < 0.8 else luck.random() * day
    return max(0.0, day - days_later)


def _awake(days_ago: float, luck: random.Random, now: datetime) -> datetime:
    """People follow links at hours when people are awake."""
    moment = now - timedelta(days=days_ago)
    hour = luck.choice(WAKING)
    shown = moment.replace(hour=hour, minute=luck.randrange(60), second=luck.randrange(60))
    return shown if shown < now else moment


def _touch(link: Link | None, at: datetime, visitor: str, **more: Any) -> dict[str, Any]:
    network, campaign = (link.network, link.campaign) if link else ("direct", "")
    told = {"link_id": link.id if link else None, "network": network, "campaign": campaign}
    return {**told, "visitor": visitor, "at": at, "member_id": None, "signed_up": False, **more}


def _members(who: dict[str, Account], made: list[Link], now: datetime) -> list[dict[str, Any]]:
    """How those came who stayed, and some of their later visits."""
    touches = []
    for person in content.read("people.toml")["person"]:
        account, luck = who[person["handle"]], content.chance("arrival", person["handle"])
        first, *later = _own_touches(person, account, made, luck, now)
        members.note_arrival(
            account.member_id, first["network"], first["campaign"] or None, first["at"]
        )
        for touch in later[-1:]:
            members.note_arrival(
                account.member_id, touch["network"], touch["campaign"] or None, touch["at"]
            )
        touches += [first, *later]
    return touches


def _own_touches(
    person: dict[str, Any], account: Account, made: list[Link], luck: random.Random, now: datetime
) -> list[dict[str, Any]]:
    visitor = "".join(luck.choices(LETTERS, k=16))
    came = account.created_at - timedelta(minutes=luck.uniform(1, 40))
    link = _link_of(person, made)
    mine = {"member_id": account.member_id}
    first = _touch(link, came, visitor, **mine, signed_up=True)
    first |= {"network": person["network"], "campaign": person.get("campaign", "")}
    return [first, *_later(person, account, made, visitor, luck, now)]


def _later(
    person: dict[str, Any],
    account: Account,
    made: list[Link],
    visitor: str,
    luck: random.Random,
    now: datetime,
) -> list[dict[str, Any]]:
    """They come back through their own network, the letter or a snow report."""
    known = [each for each in made if each.network in (person["network"], "newsletter", "x")]
    since = now - account.created_at
    moments = sorted(account.created_at + since * luck.random() for _ in range(luck.randrange(5)))
    standing = [(at, [each for each in known if each.created_at < at]) for at in moments]
    mine = {"member_id": account.member_id}
    return [_touch(luck.choice(each), at, visitor, **mine) for at, each in standing if each]


def _link_of(person: dict[str, Any], made: list[Link]) -> Link | None:
    same = [each for each in made if each.network == person["network"]]
    meant = [each for each in same if each.campaign == person.get("campaign", "")]
    return (meant or same or [None])[0]  # type: ignore[list-item]
