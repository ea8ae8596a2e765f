"""Gatherings as calendars take them: one, all that everybody may see, and one's own."""

from typing import Any
from urllib.parse import urlsplit

from community.commons import branding
from community.fans.forum import threads
from community.kernel.i18n import gettext as _
from community.kernel.permissions import NOBODY, may
from community.kernel.web import external

from . import finding, showing
from .calendar_lines import CalendarEvent, calendar

STATUS = {"maybe": "TENTATIVE", "waiting": "TENTATIVE"}


def of_one(thread_id: int, reader: Any) -> bytes:
    row = finding.one(thread_id, reader)
    return calendar(row.title, [_event(row, finding.answer_of(row.id, reader.id), reader)])


def of_all() -> bytes:
    """What everybody may see, whoever asks."""
    name = _("%(brand)s: gatherings", brand=branding.brand().name)
    return calendar(name, [_event(row, "", NOBODY) for row in finding.for_calendar(NOBODY)])


def of_account(account: Any) -> bytes:
    name = _("%(brand)s: my gatherings", brand=branding.brand().name)
    rows = finding.for_own_calendar(account)
    return calendar(name, [_event(row, row.answer or "", account) for row in rows])


def _event(row: Any, answer: str, reader: Any) -> CalendarEvent:
    address = external(threads.address(row))
    keeps = may(reader, "gatherings.keep", row)
    link = row.address if showing.may_follow_link(row, answer, keeps) else ""
    status = "CANCELLED" if row.cancelled_at else STATUS.get(answer, "CONFIRMED")
    return CalendarEvent(
        uid=f"gathering-{row.id}@{urlsplit(external('/')).hostname}",
        starts=row.starts_at, ends=row.ends_at, changed=row.changed_at, sequence=row.sequence, title=row.title,
        text="\n".join(filter(None, [row.excerpt, link, address])),
        place=", ".join(filter(None, [row.place, link if row.online else ""])), url=address, status=status,
    )  # fmt: skip
