"""All that the accounts room plugs in."""

from typing import Any

from community.kernel import web
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.room import Room
from community.kernel.slots import Entry, FieldUses

from . import commands, events, jobs, providers, sign_ins
from .permissions import PERMISSIONS
from .privacy import PRIVACY
from .routes import ROUTES
from .wording import WORDING

web.login.user_loader(sign_ins.reader_of)


def context() -> dict[str, Any]:
    """The networks one may sign in with, for readers who are not signed in."""
    offered = [] if web.actor().signed_in else providers.enabled()
    options = [
        {"name": each.name, "label": each.label, "icon": each.icon, "url": f"/sign-in/{each.name}"}
        for each in offered
    ]
    return {"sign_in_options": options}


ROOM = Room(
    "accounts",
    opening=providers.open_table,
    routes=ROUTES,
    events=events,
    jobs=jobs,
    slots=[
        PRIVACY,
        *WORDING,
        Entry("settings-you", _l("Profile"), "/settings/profile", "user", order=10),
        Entry("settings-account", _l("Account"), "/settings/account", "settings", order=20),
        FieldUses("providers", providers.uses, providers.look),
        Entry("settings-account", _l("Sign-in"), "/settings/identities", "key-round", order=30),
        Entry("settings-account", _l("Sessions"), "/settings/sessions", "monitor", order=40),
    ],
    commands=[commands.accounts],
    permissions=PERMISSIONS,
    context=context,
)
