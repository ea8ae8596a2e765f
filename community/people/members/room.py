"""All that the members room plugs in."""

from community.kernel.room import Room

from . import events
from .privacy import PRIVACY
from .wording import WORDING

ROOM = Room("members", events=events, slots=[PRIVACY, *WORDING])
