"""What an operator may change about uploads."""

from community.commons.media.kinds import FILES, LARGEST
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.settings import Setting

SETTINGS = [
    Setting("media.day_megabytes_0", 10, _l("Megabytes a day, level 0"), group="media"),
    Setting("media.day_megabytes_1", 40, _l("Megabytes a day, level 1"), group="media"),
    Setting("media.day_megabytes_2", 100, _l("Megabytes a day, level 2"), group="media"),
    Setting("media.day_megabytes_3", 200, _l("Megabytes a day, level 3"), group="media"),
    Setting("media.day_megabytes_4", 1000, _l("Megabytes a day, level 4"), group="media"),
    Setting("media.file_level", 1, _l("Level from which people attach files"), group="media"),
    Setting(
        "media.file_megabytes",
        min(20, LARGEST // 1_000_000),
        _l("Megabytes of one file, sound or film"),
        group="media",
    ),
    Setting(
        "media.files",
        sorted(set(FILES) - {"zip"}),
        _l("Kinds of files people may attach"),
        help=_l("Of these: %(kinds)s", kinds=", ".join(sorted(FILES))),
        group="media",
    ),
]
