from community.commons.media import jobs, kinds, privacy, views
from community.commons.media.settings import SETTINGS
from community.kernel.permissions import Rule, active
from community.kernel.room import Room, get, post
from community.kernel.slots import Privacy

ROOM = Room(
    "media",
    routes=[
        get("/media/<key>", views.show),
        post("/media", views.bring, "media.upload", limit="upload", largest=kinds.LARGEST),
    ],
    jobs=jobs,
    settings=SETTINGS,
    permissions={"media.upload": Rule(who=active)},
    slots=[Privacy("media", ("uploads.owner_id",), privacy.access, privacy.erase)],
)
