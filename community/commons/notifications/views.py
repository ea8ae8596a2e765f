"""The notification page, its settings, and the way out of mails."""

from datetime import UTC, datetime

from flask import flash, request
from flask.typing import ResponseReturnValue

from community.commons.notifications import choices, notifications, unsubscribing, wording
from community.kernel.i18n import gettext as _
from community.kernel.refusals import BadRequest, NotFound
from community.kernel.room import house
from community.kernel.slots import NotificationKind
from community.kernel.web import actor, page, see_other
from community.people import accounts

PAGE = 30
WAYS = {"both": (True, True), "site": (True, False), "neither": (False, False)}  # here, by mail


def index() -> ResponseReturnValue:
    rows = notifications.latest(actor().id, before=_before(), limit=PAGE + 1)
    names = accounts.briefs({each for row in rows for each in row.actor_ids})
    shown = [
        {"row": row, "sentence": wording.sentence(row, names), "icon": _kind(row.kind).icon, "reason": _kind(row.kind).reason,
         "face": next((names[each] for each in row.actor_ids if each in names), None)}
        for row in rows[:PAGE]
    ]  # fmt: skip
    older = (
        f"/notifications?before={rows[PAGE - 1].updated_at.timestamp()}" if len(rows) > PAGE else ""
    )
    return page("commons/notifications/index.html", notifications=shown, older=older)


def read_all() -> ResponseReturnValue:
    notifications.read_all(actor().id)
    return see_other("/notifications")


def reason(notification_id: int) -> ResponseReturnValue:
    """Why this notice came, and what brings fewer of its kind or from its thread."""
    row = notifications.one(notification_id, actor().id)
    kind = _kind(row.kind)
    label, address, level = kind.lower if kind.lower and row.thread_id else ("", "", "")
    return page(
        "commons/notifications/reason.html",
        row=row,
        kind=kind,
        sentence=wording.sentence(row, accounts.briefs(row.actor_ids)),
        ways=WAYS,
        chosen=choices.of(actor().id)[kind.name],
        lower={"label": label, "action": address.format(thread=row.thread_id), "level": level},
    )


def lower(notification_id: int) -> ResponseReturnValue:
    row, way = notifications.one(notification_id, actor().id), request.form.get("way", "")
    if way not in WAYS:
        raise BadRequest()
    site, mail = WAYS[way]
    choices.choose(actor().id, row.kind, site=site, mail=mail)
    flash(_("Saved. Only notices of this kind are changed."))
    return see_other("/notifications")


def settings() -> ResponseReturnValue:
    return page(
        "commons/notifications/settings.html", kinds=choices.kinds(), chosen=choices.of(actor().id)
    )


def change_settings() -> ResponseReturnValue:
    for kind in choices.kinds():
        choices.choose(
            actor().id,
            kind.name,
            site=f"site-{kind.name}" in request.form,
            mail=f"mail-{kind.name}" in request.form,
        )
    return see_other("/settings/notifications?saved=1")


def unsubscribe(token: str) -> ResponseReturnValue:
    kind = unsubscribing.read(token)[1]
    return page("commons/notifications/unsubscribe.html", kind=_kind(kind), stopped=False)


def stop_mails(token: str) -> ResponseReturnValue:
    account_id, kind = unsubscribing.read(token)
    choices.stop_mails(account_id, kind)
    return page("commons/notifications/unsubscribe.html", kind=_kind(kind), stopped=True)


def _kind(name: str) -> NotificationKind:
    found = house().slots.named(NotificationKind, name)
    if found is None:
        raise NotFound()
    return found


def _before() -> datetime | None:
    try:
        return datetime.fromtimestamp(float(request.args.get("before", "")), UTC)
    except (ValueError, OverflowError, OSError):
        return None
