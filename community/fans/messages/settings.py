"""The numbers of private messages that an operator may change."""

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.settings import Setting

SETTINGS = [
    Setting(
        "messages.level", 1, _l("Level from which one may begin a conversation"), group="messages"
    ),
    Setting("messages.a_day", 20, _l("Private messages a day"), group="messages"),
    Setting("messages.people", 12, _l("People in one conversation"), group="messages"),
]
