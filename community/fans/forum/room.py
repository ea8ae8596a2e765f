"""All that the forum plugs in."""

from community.kernel.room import Room

from . import events, jobs
from .permissions import PERMISSIONS
from .routes import ROUTES
from .settings import SETTINGS
from .views.navigation import NAVIGATION

ROOM = Room(
    "forum",
    routes=ROUTES,
    events=events,
    jobs=jobs,
    slots=[*NAVIGATION],
    settings=SETTINGS,
    permissions=PERMISSIONS,
)
