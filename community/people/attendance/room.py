from community.kernel.i18n import lazy_gettext as _l
from community.kernel.room import Room
from community.kernel.settings import Setting

from .privacy import PRIVACY

ROOM = Room(
    "attendance",
    slots=[PRIVACY],
    settings=[
        Setting(
            "attendance.longest_look",
            120,
            _l("Seconds that one page counts as reading, at most"),
            group="people",
        )
    ],
)
