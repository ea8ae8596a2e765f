"""The boards."""

from datetime import datetime

from community.fans.forum import Board, boards
from community.kernel import clock
from community.people.accounts import Account

from . import content


def open_boards(who: dict[str, Account], now: datetime) -> dict[str, Board]:
    """By slug."""
    opened = {}
    with clock.past(now - content.days(372.4)):
        for each in content.read("boards.toml")["board"]:
            opened[each["slug"]] = boards.create(
                each["slug"], each["name"], abouts=each["about"], order=each["order"], hue=each["hue"],
                icon=each["icon"], private_to=tuple(each["private_to"]),
                staff_only_start=each["staff_only_start"], kinds=tuple(each.get("kinds", ())), by=who["lars"],
            )  # fmt: skip
    return opened
