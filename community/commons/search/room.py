"""All that search plugs in."""

from community.commons.search import commands, jobs
from community.commons.search.routes import ROUTES
from community.kernel.room import Room

ROOM = Room("search", routes=ROUTES, jobs=jobs, commands=[commands.search])
