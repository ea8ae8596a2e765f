"""All that the demo plugs in."""

from community.kernel.room import Room

from .commands import demo

ROOM = Room("demo", commands=[demo])
