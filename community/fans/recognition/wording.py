"""How recognition is told: on a timeline, in a notice."""

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.slots import NotificationKind, TimelineSentence

WORDING = [
    TimelineSentence("LevelReached", _l("Reached a level"), "award"),
    TimelineSentence("LevelLost", _l("Went down a level"), "award"),
    TimelineSentence("BadgeGranted", _l("Was given a badge"), "medal"),
    TimelineSentence("BadgeRevoked", _l("Lost a badge"), "medal"),
]
KINDS = [
    NotificationKind(
        "level",
        _l("You have reached a level: %(title)s"),
        _l("You get this because you may do more from now on."),
        mail=False,
        icon="award",
    ),
    NotificationKind(
        "level_lost",
        _l("Your level is now: %(title)s"),
        _l("You get this because your level changed."),
        mail=False,
        icon="award",
    ),
    NotificationKind(
        "badge",
        _l("You were given a badge: %(title)s"),
        _l("You get this because you did something worth a badge."),
        mail=False,
        icon="medal",
    ),
]
