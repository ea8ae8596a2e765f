"""All that the transfer room plugs in."""

from community.kernel.room import Room

from .commands import bring_in, give_out
from .privacy import PRIVACY

ROOM = Room("transfer", commands=[bring_in, give_out], slots=[PRIVACY])
