from community.fans.sharing.routes import ROUTES
from community.kernel.room import Room

ROOM = Room("sharing", routes=ROUTES)
