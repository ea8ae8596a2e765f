"""Notices in words, in the language in force."""

from typing import Any

from community.commons.notifications.models import Notification
from community.kernel.i18n import gettext as _
from community.kernel.i18n import ngettext
from community.kernel.room import house
from community.kernel.slots import NotificationKind


def sentence(notification: Notification, names: dict[int, Any]) -> str:
    """`Ada and 2 others replied in Which wax?`, in the reader's language."""
    kind: NotificationKind = house().slots.named(NotificationKind, notification.kind)
    return str(kind.label) % {"who": _who(notification, names), "title": notification.title}


def _who(notification: Notification, names: dict[int, Any]) -> str:
    known = [names[each].name for each in notification.actor_ids if each in names]
    if not known:
        return _("Somebody")
    others = len(known) - 1
    if not others:
        return known[0]
    return ngettext("%(name)s and one more", "%(name)s and %(num)d others", others, name=known[0])
