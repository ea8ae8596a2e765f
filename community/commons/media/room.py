from community.commons.media import jobs, privacy, views
from community.kernel.permissions import Rule, active
from community.kernel.room import Room, get
from community.kernel.slots import Privacy

ROOM = Room(
    "media",
    routes=[get("/media/<key>", views.show)],
    jobs=jobs,
    permissions={"media.upload": Rule(who=active)},
    slots=[Privacy("media", ("uploads.owner_id",), privacy.access, privacy.erase)],
)
