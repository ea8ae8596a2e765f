"""How far people have read: all until their last visit, so that pages have something new to show them."""

from datetime import datetime
from functools import partial

from community.commons import notifications
from community.fans.forum import past
from community.kernel import clock
from community.people.accounts import Account

from . import content
from .talk import Said

AWAY = {
    "ingrid": 0.8,
    "tomas_care": 0.7,
    "narges": 1.2,
    "lars": 1.6,
    "sanne_workshop": 0.95,
    "clara": 1.4,
}
LONGER = 2.6
NEWS_OF_DAYS = 6


def remember(who: dict[str, Account], said: list[Said], now: datetime) -> None:
    seen = {handle: now - content.days(AWAY.get(handle, LONGER)) for handle in who}
    for handle, account in who.items():
        past.have_read(account, seen[handle])
    happened = list(past.news([each.post for each in said], now - content.days(NEWS_OF_DAYS)))
    happened += [
        (seen[handle], partial(notifications.read_all, account.id))
        for handle, account in who.items()
    ]
    for at, tell in sorted(happened, key=lambda each: each[0]):
        with clock.past(at):
            tell()
