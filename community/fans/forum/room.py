"""All that the forum plugs in."""

from community.kernel.room import Room

from . import commands, events, jobs, subscribers, telling
from .kinds import room as kinds
from .moderating import MODERATABLE
from .permissions import PERMISSIONS
from .posts.opened import MEDIA
from .privacy import PRIVACY
from .routes import ROUTES
from .searching import SEARCH
from .settings import SETTINGS
from .views.navigation import NAVIGATION
from .wording import WORDING

ROOM = Room(
    "forum",
    routes=[*ROUTES, *kinds.ROUTES],
    events=events,
    subscribers=subscribers,
    jobs=jobs,
    slots=[
        *NAVIGATION,
        *SEARCH,
        *MODERATABLE,
        *telling.KINDS,
        *WORDING,
        PRIVACY,
        MEDIA,
        *kinds.SLOTS,
    ],
    commands=[commands.recount],
    settings=[*SETTINGS, *kinds.SETTINGS],
    permissions=PERMISSIONS | kinds.PERMISSIONS,
)
