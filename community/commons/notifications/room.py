from community.commons.notifications import jobs, privacy
from community.commons.notifications.permissions import PERMISSIONS
from community.commons.notifications.routes import ROUTES
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.room import Room
from community.kernel.slots import Entry, Privacy

ROOM = Room(
    "notifications",
    routes=ROUTES,
    jobs=jobs,
    permissions=PERMISSIONS,
    slots=[
        Entry(
            "settings-news",
            _l("Notifications"),
            "/settings/notifications",
            "bell",
            order=40,
            permission="notifications.read",
        ),
        Privacy(
            "notifications",
            ("notifications.account_id", "notification_choices.account_id"),
            privacy.access,
            privacy.erase,
        ),
    ],
)
