"""All that search plugs in."""

from community.commons.search import commands, jobs, privacy
from community.commons.search.routes import ROUTES
from community.kernel.room import Room
from community.kernel.slots import Privacy

ROOM = Room(
    "search",
    routes=ROUTES,
    jobs=jobs,
    commands=[commands.search],
    slots=[Privacy("search", (), privacy.access, privacy.erase)],
)
