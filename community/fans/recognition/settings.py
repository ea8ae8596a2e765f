"""The numbers of levels and points that an operator may change."""

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.settings import Setting

GROUP = "recognition"

SETTINGS = [
    Setting("recognition.level1_threads", 5, _l("Level 1: threads opened"), group=GROUP),
    Setting("recognition.level1_posts", 30, _l("Level 1: posts read"), group=GROUP),
    Setting("recognition.level1_minutes", 10, _l("Level 1: minutes spent reading"), group=GROUP),
    Setting("recognition.level2_days", 15, _l("Level 2: days visited"), group=GROUP),
    Setting("recognition.level2_threads", 20, _l("Level 2: threads opened"), group=GROUP),
    Setting("recognition.level2_posts", 100, _l("Level 2: posts read"), group=GROUP),
    Setting("recognition.level2_minutes", 60, _l("Level 2: minutes spent reading"), group=GROUP),
    Setting("recognition.level2_given", 1, _l("Level 2: reactions given"), group=GROUP),
    Setting("recognition.level2_received", 1, _l("Level 2: reactions received"), group=GROUP),
    Setting(
        "recognition.level2_replied", 3, _l("Level 2: threads of others replied in"), group=GROUP
    ),
    Setting("recognition.level3_window", 100, _l("Level 3: days that count"), group=GROUP),
    Setting("recognition.level3_days", 50, _l("Level 3: days visited among them"), group=GROUP),
    Setting(
        "recognition.level3_percent",
        25,
        _l("Level 3: percent of the new threads opened"),
        group=GROUP,
    ),
    Setting("recognition.level3_threads", 500, _l("Level 3: threads opened, at most"), group=GROUP),
    Setting("recognition.level3_given", 30, _l("Level 3: reactions given"), group=GROUP),
    Setting("recognition.level3_received", 20, _l("Level 3: reactions received"), group=GROUP),
    Setting("recognition.level3_strikes", 5, _l("Level 3: posts taken down, at most"), group=GROUP),
    Setting(
        "recognition.level3_grace",
        14,
        _l("Level 3: days before it can be lost again"),
        group=GROUP,
    ),
    Setting("recognition.leaderboard", True, _l("Points and leaderboard"), group=GROUP),
    Setting(
        "recognition.season",
        "quarter",
        _l("How long a season lasts"),
        group=GROUP,
        choices=("month", "quarter", "year"),
    ),
    Setting("recognition.points_thread", 5, _l("Points for a thread"), group=GROUP),
    Setting("recognition.points_reply", 2, _l("Points for a reply"), group=GROUP),
    Setting("recognition.points_answer", 15, _l("Points for an accepted answer"), group=GROUP),
    Setting("recognition.points_reaction", 1, _l("Points for a reaction received"), group=GROUP),
]
