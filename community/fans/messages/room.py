from typing import Any

from community.fans.messages import jobs
from community.fans.messages.moderating import MODERATABLE
from community.fans.messages.permissions import PERMISSIONS
from community.fans.messages.privacy import PRIVACY
from community.fans.messages.routes import ROUTES
from community.fans.messages.settings import SETTINGS
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.room import Room
from community.kernel.slots import Entry, NotificationKind


def unread(actor: Any) -> int:
    return int(actor.unread_messages)


ROOM = Room(
    "messages",
    routes=ROUTES,
    jobs=jobs,
    permissions=PERMISSIONS,
    settings=SETTINGS,
    slots=[
        MODERATABLE,
        PRIVACY,
        Entry(
            "rail",
            _l("Messages"),
            "/messages",
            "mail",
            order=45,
            permission="messages.read",
            count=unread,
        ),
        NotificationKind(
            "message",
            _l("%(who)s wrote to you: %(title)s"),
            _l("You take part in this conversation."),
            icon="mail",
        ),
    ],
)
