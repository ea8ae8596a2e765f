"""All that the accounts room plugs in."""

from community.kernel import web
from community.kernel.room import Room

from . import events, jobs, sign_ins
from .permissions import PERMISSIONS
from .privacy import PRIVACY
from .wording import WORDING

web.login.user_loader(sign_ins.reader_of)

ROOM = Room(
    "accounts",
    events=events,
    jobs=jobs,
    slots=[PRIVACY, *WORDING],
    permissions=PERMISSIONS,
)
