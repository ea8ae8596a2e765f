"""Notify, merge, read and withdraw."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update

from community.commons.notifications import choices
from community.commons.notifications.jobs import mail_if_unread
from community.commons.notifications.models import Notification
from community.kernel import clock, jobs
from community.kernel.db import db
from community.kernel.refusals import NotFound
from community.people import accounts, ties

MERGE_WITHIN = timedelta(hours=2)
MAIL_AFTER = timedelta(minutes=10)
ACTORS_KEPT = 10


def notify(
    account_ids: Iterable[int],
    kind: str,
    *,
    url: str,
    title: str,
    by: int | None,
    thread_id: int | None = None,
    post_id: int | None = None,
) -> None:
    """Tell these accounts, except the actor and whoever blocked or muted them; the caller passes only those who may see the thing.

    With `post_id` the same kind merges per post (reactions), without it per thread (replies), else per address.
    """
    wanted = choices.wanting("site", kind, set(account_ids) - {by})
    wanted -= ties.closed_to(by, wanted)
    for account_id in sorted(wanted):
        merged = _unread_alike(account_id, kind, _about(url, thread_id, post_id))
        if merged:
            _merge(merged, by)
        else:
            _add(account_id, kind, url, title, by, thread_id, post_id)


def latest(
    account_id: int, *, before: datetime | None = None, limit: int = 30
) -> list[Notification]:
    query = select(Notification).where(Notification.account_id == account_id)
    if before:
        query = query.where(Notification.updated_at < before)
    return list(
        db.session.scalars(
            query.order_by(Notification.updated_at.desc(), Notification.id.desc()).limit(limit)
        )
    )


def one(notification_id: int, account_id: int) -> Notification:
    """A notice of this person's own; NotFound otherwise."""
    found = db.session.get(Notification, notification_id)
    if found is None or found.account_id != account_id:
        raise NotFound()
    return found


def seen(account_id: int, thread_id: int) -> None:
    """The reader has opened this thread: what was said about it is read."""
    _read(account_id, Notification.thread_id == thread_id)


def seen_at(account_id: int, url: str) -> None:
    """The reader has opened this address: what was said about it is read."""
    _read(account_id, Notification.url == url)


def forget_at(account_id: int, url: str) -> None:
    """They no longer may open this address."""
    mine = (Notification.account_id == account_id, Notification.url == url)
    db.session.execute(delete(Notification).where(*mine))
    _recount(account_id)


def forget_address(url: str) -> None:
    """Nobody may read any more what this address showed."""
    touched = db.session.scalars(
        delete(Notification).where(Notification.url == url).returning(Notification.account_id)
    ).all()
    for account_id in set(touched):
        _recount(account_id)


def read_all(account_id: int) -> None:
    _read(account_id)


def withdraw(*, thread_id: int | None = None, post_id: int | None = None) -> None:
    """Take back what was said about something that may no longer be seen."""
    about = Notification.post_id == post_id if post_id else Notification.thread_id == thread_id
    touched = db.session.scalars(
        select(Notification.account_id).where(about, Notification.read_at.is_(None))
    ).all()
    db.session.execute(delete(Notification).where(about))
    for account_id in set(touched):
        _recount(account_id)


def carry(thread_id: int, into_id: int) -> None:
    """What was said about one thread is about another now."""
    about = update(Notification).where(Notification.thread_id == thread_id)
    db.session.execute(about.values(thread_id=into_id).execution_options(synchronize_session=False))


def forget(account_id: int) -> None:
    db.session.execute(delete(Notification).where(Notification.account_id == account_id))
    choices.forget(account_id)


def _about(url: str, thread_id: int | None, post_id: int | None) -> Any:
    if post_id:
        return Notification.post_id == post_id
    return Notification.thread_id == thread_id if thread_id else Notification.url == url


def _unread_alike(account_id: int, kind: str, about: Any) -> Notification | None:
    query = select(Notification).where(
        Notification.account_id == account_id,
        Notification.kind == kind,
        Notification.read_at.is_(None),
        Notification.updated_at > clock.now() - MERGE_WITHIN,
        about,
    )
    return db.session.scalars(query.limit(1)).first()


def _merge(notification: Notification, by: int | None) -> None:
    actors = (
        [by, *(each for each in notification.actor_ids if each != by)]
        if by
        else notification.actor_ids
    )
    notification.actor_ids = actors[:ACTORS_KEPT]
    notification.count += 1
    notification.updated_at = clock.now()


def _add(
    account_id: int,
    kind: str,
    url: str,
    title: str,
    by: int | None,
    thread_id: int | None,
    post_id: int | None,
) -> None:
    now = clock.now()
    notification = Notification(
        account_id=account_id, kind=kind, url=url, title=title, thread_id=thread_id, post_id=post_id,
        actor_ids=[by] if by else [], created_at=now, updated_at=now,
    )  # fmt: skip
    db.session.add(notification)
    db.session.flush()
    accounts.add_unread_notifications(account_id, 1)
    jobs.enqueue(mail_if_unread, notification_id=notification.id, at=now + MAIL_AFTER)


def _read(account_id: int, *about: Any) -> None:
    changed = db.session.execute(
        update(Notification)
        .where(Notification.account_id == account_id, Notification.read_at.is_(None), *about)
        .values(read_at=clock.now())
    ).rowcount  # type: ignore[attr-defined]
    if changed:
        _recount(account_id)


def _recount(account_id: int) -> None:
    unread = db.session.query(Notification).filter_by(account_id=account_id, read_at=None).count()
    accounts.set_unread_notifications(account_id, unread)
