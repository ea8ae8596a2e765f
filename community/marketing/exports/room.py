from community.kernel.i18n import lazy_gettext as _l
from community.kernel.room import Room
from community.kernel.slots import Entry, Privacy, TimelineSentence
from community.marketing.exports import commands, events, jobs, privacy
from community.marketing.exports.permissions import PERMISSIONS
from community.marketing.exports.routes import ROUTES

ROOM = Room(
    "exports",
    routes=ROUTES,
    events=events,
    jobs=jobs,
    commands=[commands.members],
    permissions=PERMISSIONS,
    slots=[
        Entry(
            "marketing",
            _l("Exports"),
            "/marketing/exports",
            "download",
            order=40,
            permission="exports.order",
        ),
        TimelineSentence("MembersExported", _l("Exported members"), "download"),
        Privacy("exports", ("exports.by_id",), privacy.access, privacy.erase),
    ],
)
