"""The numbers of gatherings that an operator may change."""

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.settings import Setting

OFF = _l("0 sends none.")
SETTINGS = [
    Setting(
        "gatherings.level", 1, _l("Level from which people start a gathering"), group="gatherings"
    ),
    Setting(
        "gatherings.first_reminder_hours",
        24,
        _l("Hours before a gathering at which those who come are reminded first"),
        OFF,
        group="gatherings",
    ),
    Setting(
        "gatherings.last_reminder_minutes",
        60,
        _l("Minutes before a gathering at which those who come are reminded again"),
        OFF,
        group="gatherings",
    ),
    Setting(
        "gatherings.check_in_minutes",
        60,
        _l("Minutes before the start from which people may check in"),
        group="gatherings",
    ),
]
