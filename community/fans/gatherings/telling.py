"""Who is told what about a gathering: those concerned who may still see it."""

from sqlalchemy import select

from community.commons import notifications
from community.fans.forum import Thread, boards, follows, threads
from community.kernel.db import db
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.slots import NotificationKind
from community.people import accounts

from .models import Rsvp

CONCERNED = ("yes", "waiting", "maybe")


def of_change(thread_id: int, by: int | None) -> None:
    _tell("gathering-changed", thread_id, answered(thread_id, *CONCERNED), by)


def of_cancellation(thread_id: int, by: int | None) -> None:
    """The organiser too, where a moderator called it off."""
    concerned = answered(thread_id, *CONCERNED) | {threads.one(thread_id).author_id}
    _tell("gathering-cancelled", thread_id, concerned, by)


def of_place(thread_id: int, account_id: int) -> None:
    _tell("gathering-place", thread_id, {account_id}, None)


def of_reminder(kind: str, thread: Thread) -> None:
    """Not to those who asked for peace from this thread."""
    coming = answered(thread.id, "yes", "maybe")
    wanted = follows.without_those_who_muted(coming, thread.id, thread.board_id)
    _tell(kind, thread.id, wanted, None)


def answered(thread_id: int, *answers: str) -> set[int]:
    said = select(Rsvp.account_id).where(Rsvp.thread_id == thread_id, Rsvp.answer.in_(answers))
    return set(db.session.scalars(said))


def _tell(kind: str, thread_id: int, account_ids: set[int], by: int | None) -> None:
    thread = threads.one(thread_id)
    if not thread.hidden_at:
        notifications.notify(
            _who_may_see(account_ids, thread.board_id), kind, url=f"{threads.address(thread)}#kind",
            title=thread.title, by=by, thread_id=thread.id,
        )  # fmt: skip


def _who_may_see(account_ids: set[int], board_id: int) -> set[int]:
    if boards.public(board_id) or not account_ids:
        return account_ids
    found = accounts.briefs(account_ids).values()
    return {
        each.id
        for each in found
        if boards.open_to_roles(board_id, frozenset(each.roles_text.split()))
    }


COMES = _l("You said that you come, or may come.")
KINDS = [
    NotificationKind("gathering-soon", _l("“%(title)s” is coming up"), COMES, icon="event"),
    NotificationKind("gathering-now", _l("“%(title)s” begins soon"), COMES, icon="clock"),
    NotificationKind(
        "gathering-place",
        _l("You have a place in “%(title)s”"),
        _l("You were on the waiting list."),
        icon="ticket",
    ),
    NotificationKind(
        "gathering-changed",
        _l("%(who)s changed when or where “%(title)s” takes place"),
        COMES,
        icon="event",
    ),
    NotificationKind(
        "gathering-cancelled",
        _l("%(who)s called off “%(title)s”"),
        _l("You said that you come, or you organise it."),
        icon="ban",
    ),
]
