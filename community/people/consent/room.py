"""All that the consent room plugs in."""

from community.kernel.room import Room

from . import events
from .privacy import PRIVACY

ROOM = Room("consent", events=events, slots=[PRIVACY])
