"""A poll: people choose, once each, and the results are drawn."""

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.slots import NotificationKind, ThreadKind

from . import opening, showing
from .opening import begin
from .privacy import PRIVACY
from .voting import vote, withdraw

KIND = ThreadKind(
    "poll",
    _l("Poll"),
    _l("Let people choose."),
    icon="poll",
    order=40,
    fields=opening.FIELDS,
    form="fans/forum/kinds/poll_form.html",
    begin=opening.begin,
    template="fans/forum/kinds/poll.html",
    load=showing.load,
)
SLOTS = [
    PRIVACY,
    NotificationKind(
        "poll",
        _l("The poll “%(title)s” has ended"),
        _l("You voted in it, or it is yours."),
        icon="poll",
    ),
]
__all__ = ["KIND", "SLOTS", "begin", "vote", "withdraw"]
