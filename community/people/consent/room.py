"""All that the consent room plugs in."""

from community.kernel.room import Room

from . import events
from .permissions import PERMISSIONS
from .privacy import PRIVACY
from .routes import ROUTES

ROOM = Room("consent", routes=ROUTES, events=events, slots=[PRIVACY], permissions=PERMISSIONS)
