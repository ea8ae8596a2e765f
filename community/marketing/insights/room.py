from community.kernel.i18n import lazy_gettext as _l
from community.kernel.room import Room
from community.kernel.slots import Entry
from community.marketing.insights import jobs
from community.marketing.insights.permissions import PERMISSIONS
from community.marketing.insights.routes import ROUTES

ROOM = Room(
    "insights",
    routes=ROUTES,
    jobs=jobs,
    permissions=PERMISSIONS,
    slots=[
        Entry(
            "marketing", _l("Overview"), "/marketing", "chart", order=10, permission="insights.read"
        ),
        Entry(
            "marketing",
            _l("Links and networks"),
            "/marketing/links",
            "link",
            order=30,
            permission="insights.read",
        ),
    ],
)
