"""All that bookmarks plug in."""

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.room import Room
from community.kernel.slots import Entry

from . import jobs
from .permissions import PERMISSIONS
from .privacy import PRIVACY
from .reminding import KIND
from .routes import ROUTES

ROOM = Room(
    "bookmarks",
    routes=ROUTES,
    jobs=jobs,
    permissions=PERMISSIONS,
    slots=[
        Entry(
            "lists",
            _l("Bookmarks"),
            "/bookmarks",
            "bookmark",
            order=45,
            permission="bookmarks.keep",
        ),
        KIND,
        PRIVACY,
    ],
)
