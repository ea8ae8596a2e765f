"""The gatherings: some are over, some lie ahead of whatever day it is."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from community.fans.gatherings import past
from community.kernel import clock
from community.people.accounts import Account

from . import content
from .talk import Said

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Answer = tuple[Account, str, datetime, datetime | None]


def gather(who: dict[str, Account], said: list[Said], now: datetime) -> None:
    opened = {each.file.partition("-")[2]: each.post for each in said if each.post.position == 1}
    for written in content.read("events.toml")["event"]:
        opening = opened[written["thread"]]
        plan = _plan(written, now)
        with clock.past(
            min(max(opening.at, plan.ends_at), now) if plan.ends_at <= now else opening.at
        ):
            answers = list(_answers(written, plan, opening.at, who, now))
            past.keep(opening.thread.id or 0, plan, answers)


def day_of(written: dict[str, Any], today: date) -> date:
    """The next such weekday from the day on; of what is over, the last one before it."""
    wanted = today + timedelta(days=written["day"])
    if "weekday" not in written:
        return wanted
    away = WEEKDAYS.index(written["weekday"]) - wanted.weekday()
    return wanted + timedelta(days=away % 7 if written["day"] > 0 else -(-away % 7))


def _plan(written: dict[str, Any], now: datetime) -> past.Plan:
    zone = ZoneInfo(written["zone"])
    day = day_of(written, now.astimezone(zone).date())
    starts = datetime.combine(day, time.fromisoformat(written["at"]), zone).astimezone(UTC)
    return past.Plan(
        starts, starts + timedelta(hours=written["hours"]), written["zone"], written.get("online", False), written["place"],
        written["address"], written.get("hidden", False), written.get("capacity"),
    )  # fmt: skip


def _answers(
    written: dict[str, Any], plan: past.Plan, begun: datetime, who: dict[str, Account], now: datetime
) -> Iterator[Answer]:  # fmt: skip
    until = min(now, plan.starts_at)
    for name, answer in (("coming", "yes"), ("maybe", "maybe"), ("waiting", "waiting")):
        for handle in written.get(name, ()):
            luck = content.chance(written["thread"], handle)
            at = content.some_time_after(begun, until, luck, 30)
            came = plan.starts_at + timedelta(minutes=luck.randint(-12, 9))
            yield who[handle], answer, at, came if handle in written.get("came", ()) else None
