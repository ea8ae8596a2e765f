"""All that the members room plugs in."""

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.room import Room
from community.kernel.slots import Entry

from . import events
from .permissions import PERMISSIONS
from .privacy import PRIVACY
from .routes import ROUTES
from .wording import WORDING

ROOM = Room(
    "members",
    routes=ROUTES,
    events=events,
    slots=[
        PRIVACY,
        *WORDING,
        Entry("settings-privacy", _l("Privacy"), "/settings/privacy", "fingerprint", order=50),
    ],
    permissions=PERMISSIONS,
)
