"""A discussion: people talk."""

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.slots import ThreadKind

KIND = ThreadKind(
    "discussion", _l("Discussion"), _l("Talk about something."), icon="discussion", order=10
)
