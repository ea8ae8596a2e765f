from community.kernel.room import Room

ROOM = Room("previews")
