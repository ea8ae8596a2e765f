"""What each level may do, in words that follow the settings."""

from community.kernel import settings
from community.kernel.i18n import gettext as _
from community.kernel.i18n import number

MESSAGES_A_DAY = "messages.a_day"


def of_level(level: int) -> list[str]:
    if level == 0:
        return _at_first()
    editing = _regular() if level >= 2 else [_edit_hours()]
    return [
        *_known(),
        *editing,
        _("Your reports weigh %(weight)s times as much", weight=number(level + 1)),
    ]


def gained(level: int) -> list[str]:
    """What this level has that the one before has not."""
    before = set(of_level(level - 1))
    return [each for each in of_level(level) if each not in before]


def _at_first() -> list[str]:
    return [
        _(
            "In a post at most: links %(links)s, images %(images)s, people named %(mentions)s",
            links=_set("links_new"), images=_set("images_new"), mentions=_set("mentions_new"),
        ),
        _(
            "%(threads)s threads and %(replies)s replies a day",
            threads=_set("day_threads_new"), replies=_set("day_replies_new"),
        ),
        _edit_hours(),
        _("Private messages: answers to the team"),
    ]  # fmt: skip


def _known() -> list[str]:
    a_day = number(settings.read(MESSAGES_A_DAY))
    return [
        _(
            "As many links as you need; in a post at most: images %(images)s, people named %(mentions)s",
            images=_set("images"), mentions=_set("mentions"),
        ),
        _("As many threads and replies as you like"),
        _("%(number)s private messages a day", number=a_day),
    ]  # fmt: skip


def _regular() -> list[str]:
    return [_("Edit your own posts for %(days)s days", days=_set("edit_days"))]


def _edit_hours() -> str:
    return _("Edit your own posts for %(hours)s hours", hours=_set("edit_hours_new"))


def _set(name: str) -> str:
    return number(settings.read(f"forum.{name}"))
