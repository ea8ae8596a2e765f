from typing import Any

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.room import Room, house
from community.kernel.slots import AdminPage, Entry, EntryList
from community.staff.admin.permissions import PERMISSIONS
from community.staff.admin.routes import ROUTES


def pages(actor: Any) -> list[dict[str, Any]]:
    """Every page that a room gave to administration, as links of its rail."""
    return [
        {"label": each.label, "url": each.path, "icon": each.icon, "count": 0}
        for each in house().slots.of(AdminPage)
    ]


ROOM = Room(
    "admin",
    routes=ROUTES,
    permissions=PERMISSIONS,
    slots=[
        Entry(
            "admin", _l("Administration"), "/admin", "sliders", order=1, permission="admin.enter"
        ),
        EntryList("admin", pages),
        AdminPage(
            _l("Accounts"),
            "/admin/accounts",
            "users",
            order=20,
            help=_l("Who has an account, and which roles they hold."),
        ),
        AdminPage(
            _l("Boards"),
            "/admin/boards",
            "boards",
            order=30,
            help=_l("Places to talk: names, colours, who may enter."),
        ),
        AdminPage(
            _l("Settings"),
            "/admin/settings",
            "settings",
            order=40,
            help=_l("Numbers and switches, each with its default."),
        ),
        AdminPage(
            _l("Jobs"),
            "/admin/jobs",
            "refresh",
            order=80,
            help=_l("Work in the background, and what failed for good."),
        ),
        AdminPage(
            _l("Style"),
            "/admin/style",
            "palette",
            order=90,
            help=_l("Everything pages are made of, in your colours."),
        ),
    ],
)
