from community.kernel.i18n import lazy_gettext as _l
from community.kernel.permissions import Rule, active
from community.kernel.room import Room
from community.kernel.slots import TimelineSentence

from . import events
from .privacy import PRIVACY

ROOM = Room(
    "ties",
    events=events,
    permissions={"ties.use": Rule(who=active)},
    slots=[
        PRIVACY,
        TimelineSentence("PersonFollowed", _l("Began to follow somebody"), "user-plus"),
    ],
)
