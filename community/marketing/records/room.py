from community.kernel.i18n import lazy_gettext as _l
from community.kernel.room import Room
from community.kernel.slots import Entry
from community.marketing.records.permissions import PERMISSIONS
from community.marketing.records.routes import ROUTES

ROOM = Room(
    "records",
    routes=ROUTES,
    permissions=PERMISSIONS,
    slots=[
        Entry(
            "marketing",
            _l("Members"),
            "/marketing/members",
            "people",
            order=20,
            permission="records.read",
        )
    ],
)
