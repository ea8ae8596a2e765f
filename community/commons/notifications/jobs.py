"""Mail what is still unread after ten minutes."""

from datetime import timedelta

from flask import render_template
from sqlalchemy import func, select

from community.commons import branding
from community.commons.notifications import choices, unsubscribing, wording
from community.commons.notifications.models import Notification
from community.kernel import clock, outbox, web
from community.kernel.db import db
from community.kernel.i18n import direction, in_language, language
from community.kernel.jobs import job
from community.kernel.room import house
from community.kernel.slots import NotificationKind
from community.people import accounts
from community.people.accounts import Account

MAILS_A_DAY = 100
SILENT_AFTER = timedelta(days=180)


@job()
def mail_if_unread(notification_id: int) -> None:
    """Skipped when read, withdrawn, unwanted, over the day's number, or after 180 silent days."""
    notification = db.session.get(Notification, notification_id)
    if notification is None or notification.read_at or notification.mailed_at:
        return
    account = accounts.one(notification.account_id)
    if _reachable(account) and choices.wanting("mail", notification.kind, {account.id}):
        notification.mailed_at = clock.now()
        with in_language(account.language or "en"):
            _send(notification, account)


def _reachable(account: Account) -> bool:
    if not (account.email and account.email_confirmed_at) or account.suspended:
        return False
    if clock.now() - (account.last_seen_at or account.created_at) > SILENT_AFTER:
        return False
    day = clock.now() - timedelta(days=1)
    query = select(func.count()).where(
        Notification.account_id == account.id, Notification.mailed_at > day
    )
    return (db.session.scalar(query) or 0) < MAILS_A_DAY


def _send(notification: Notification, account: Account) -> None:
    kind: NotificationKind = house().slots.named(NotificationKind, notification.kind)
    unsubscribe = web.external(unsubscribing.path(account.id, kind.name))
    sentence = wording.sentence(notification, accounts.briefs(notification.actor_ids))
    values = {
        "subject": sentence, "action_url": web.external(notification.url), "reason": kind.reason,
        "unsubscribe_url": unsubscribe, "settings_url": web.external("/settings/notifications"),
        "base_url": web.external(""), "brand": branding.brand(), "locale": language(), "direction": direction(),
    }  # fmt: skip
    text, html = (
        render_template(f"mail/notification.{form}", **values) for form in ("txt", "html")
    )
    outbox.post(account.email or "", sentence, text, html, list_unsubscribe=unsubscribe)
