"""Whoever moved up or was given something hears of it."""

from community.commons import notifications
from community.fans.recognition import badges, levels
from community.fans.recognition.events import BadgeGranted, LevelLost, LevelReached
from community.kernel.events import on
from community.kernel.i18n import in_language
from community.people import accounts


@on(LevelReached)
def tell_of_level(event: LevelReached) -> None:
    _tell(event.account_id, "level", f"/settings/level#{event.level}", levels.NAMES[event.level])


@on(LevelLost)
def tell_of_lost_level(event: LevelLost) -> None:
    _tell(event.account_id, "level_lost", "/settings/level", levels.NAMES[event.level])


@on(BadgeGranted)
def tell_of_badge(event: BadgeGranted) -> None:
    badge = badges.BADGES.get(event.badge)
    if badge:
        _tell(event.account_id, "badge", badge.path, badge.name)


def _tell(account_id: int, kind: str, url: str, name: object) -> None:
    account = accounts.find(id=account_id)
    if account and not account.erased_at:
        with in_language(account.language or "en"):
            notifications.notify([account_id], kind, url=url, title=str(name), by=None)
