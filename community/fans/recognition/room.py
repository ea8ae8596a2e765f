from community.fans.recognition import events, jobs, subscribers
from community.fans.recognition.permissions import PERMISSIONS
from community.fans.recognition.privacy import PRIVACY
from community.fans.recognition.routes import ROUTES
from community.fans.recognition.settings import SETTINGS
from community.fans.recognition.wording import KINDS, WORDING
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.room import Room
from community.kernel.slots import Entry

ROOM = Room(
    "recognition",
    routes=ROUTES,
    events=events,
    subscribers=subscribers,
    jobs=jobs,
    permissions=PERMISSIONS,
    settings=SETTINGS,
    slots=[
        *WORDING,
        *KINDS,
        PRIVACY,
        Entry("settings-you", _l("Level"), "/settings/level", "award", order=15),
    ],
)
