"""The numbers of the forum that an operator may change."""

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.settings import Setting

SETTINGS = [
    Setting("forum.pause", 5, _l("Seconds between two posts"), group="forum"),
    Setting("forum.pause_new", 30, _l("Seconds between two posts of a new account"), group="forum"),
    Setting("forum.thread_pause", 15, _l("Seconds between two threads"), group="forum"),
    Setting(
        "forum.thread_pause_new",
        120,
        _l("Seconds between two threads of a new account"),
        group="forum",
    ),
    Setting("forum.day_threads_new", 3, _l("Threads a day of a new account"), group="forum"),
    Setting("forum.day_replies_new", 10, _l("Replies a day of a new account"), group="forum"),
    Setting("forum.links_new", 2, _l("Links in a post of a new account"), group="forum"),
    Setting("forum.images_new", 1, _l("Images in a post of a new account"), group="forum"),
    Setting("forum.images", 20, _l("Images in a post"), group="forum"),
    Setting("forum.files", 10, _l("Files in a post"), group="forum"),
    Setting("forum.mentions_new", 2, _l("People named in a post of a new account"), group="forum"),
    Setting("forum.mentions", 10, _l("People named in a post"), group="forum"),
    Setting("forum.tags", 5, _l("Tags of a thread"), group="forum"),
    Setting(
        "forum.edit_hours_new", 24, _l("Hours to edit an own post at level 0 and 1"), group="forum"
    ),
    Setting("forum.edit_days", 30, _l("Days to edit an own post from level 2 on"), group="forum"),
    Setting("forum.old_days", 180, _l("Days after which reviving a thread warns"), group="forum"),
]
