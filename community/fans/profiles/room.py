from community.fans.profiles import jobs, subscribers
from community.fans.profiles.permissions import PERMISSIONS
from community.fans.profiles.privacy import PRIVACY
from community.fans.profiles.routes import ROUTES
from community.fans.profiles.searching import SEARCH
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.room import Room
from community.kernel.slots import Entry, NotificationKind

ROOM = Room(
    "profiles",
    routes=ROUTES,
    subscribers=subscribers,
    jobs=jobs,
    permissions=PERMISSIONS,
    slots=[
        SEARCH,
        PRIVACY,
        Entry("rail", _l("People"), "/people", "people", order=40),
        Entry("settings-you", _l("Your page"), "/settings/page", "eye", order=12),
        Entry(
            "settings-privacy", _l("Followed and blocked"), "/settings/people", "people", order=55
        ),
        NotificationKind(
            "follower",
            _l("%(who)s follows you now"),
            _l("You get this because somebody wants to read what you write."),
            mail=False,
            icon="user-plus",
        ),
    ],
)
