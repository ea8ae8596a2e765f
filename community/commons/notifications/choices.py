"""Where each kind of notification reaches each person."""

from typing import Literal

from sqlalchemy import delete, select

from community.commons.notifications.models import NotificationChoice
from community.kernel.db import db
from community.kernel.room import house
from community.kernel.slots import NotificationKind

Way = Literal["site", "mail"]


def kinds() -> list[NotificationKind]:
    return house().slots.of(NotificationKind)


def wanting(way: Way, kind: str, account_ids: set[int]) -> set[int]:
    """Those among `account_ids` whom this kind reaches this way."""
    if not account_ids:
        return set()
    chosen = _chosen(kind, account_ids)
    default = way == "site" or house().slots.named(NotificationKind, kind).mail
    return {
        each for each in account_ids if (getattr(chosen[each], way) if each in chosen else default)
    }


def of(account_id: int) -> dict[str, tuple[bool, bool]]:
    """Every kind -> (on the site, by mail) for the settings page."""
    rows = db.session.scalars(
        select(NotificationChoice).where(NotificationChoice.account_id == account_id)
    )
    chosen = {row.kind: (row.site, row.mail) for row in rows}
    return {kind.name: chosen.get(kind.name, (True, kind.mail)) for kind in kinds()}


def choose(account_id: int, kind: str, *, site: bool, mail: bool) -> None:
    db.session.merge(NotificationChoice(account_id=account_id, kind=kind, site=site, mail=mail))


def stop_mails(account_id: int, kind: str) -> None:
    """The one click in a mail: lowers just this kind."""
    site, _ = of(account_id).get(kind, (True, True))
    choose(account_id, kind, site=site, mail=False)


def forget(account_id: int) -> None:
    db.session.execute(
        delete(NotificationChoice).where(NotificationChoice.account_id == account_id)
    )


def _chosen(kind: str, account_ids: set[int]) -> dict[int, NotificationChoice]:
    query = select(NotificationChoice).where(
        NotificationChoice.kind == kind, NotificationChoice.account_id.in_(account_ids)
    )
    return {row.account_id: row for row in db.session.scalars(query)}
