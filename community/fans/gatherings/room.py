"""All that gatherings plug in."""

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.room import Room
from community.kernel.slots import Entry, HomePart, ThreadKind

from . import commands, events, jobs, opening, planning, showing, subscribers, telling
from .home import coming_soon
from .permissions import PERMISSIONS
from .privacy import PRIVACY
from .routes import ROUTES
from .settings import SETTINGS
from .wording import WORDING

KIND = ThreadKind(
    "event",
    _l("Gathering"),
    _l("Meet at a time and a place."),
    icon="event",
    order=45,
    fields=planning.FIELDS,
    form="fans/gatherings/_fields.html",
    begin=opening.begin,
    template="fans/gatherings/gathering.html",
    load=showing.load,
    linked=showing.linked,
)

ROOM = Room(
    "gatherings",
    routes=ROUTES,
    events=events,
    subscribers=subscribers,
    jobs=jobs,
    slots=[
        KIND,
        Entry("rail", _l("Gatherings"), "/gatherings", "event", order=25),
        Entry(
            "settings-news",
            _l("Calendar"),
            "/settings/calendar",
            "event",
            order=45,
            permission="gatherings.own",
        ),
        HomePart("gatherings", "fans/gatherings/_coming.html", coming_soon),
        PRIVACY,
        *telling.KINDS,
        *WORDING,
    ],
    commands=[commands.gatherings],
    settings=SETTINGS,
    permissions=PERMISSIONS,
)
