"""All that the forum plugs in."""

from community.kernel.room import Room

from . import events
from .permissions import PERMISSIONS
from .settings import SETTINGS

ROOM = Room("forum", events=events, settings=SETTINGS, permissions=PERMISSIONS)
