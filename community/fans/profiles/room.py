from community.fans.profiles import subscribers
from community.fans.profiles.routes import ROUTES
from community.fans.profiles.searching import SEARCH
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.room import Room
from community.kernel.slots import Entry

ROOM = Room(
    "profiles",
    routes=ROUTES,
    subscribers=subscribers,
    slots=[SEARCH, Entry("rail", _l("People"), "/people", "people", order=40)],
)
