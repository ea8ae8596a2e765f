"""Load all of it in one transaction, or nothing."""

from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from community.fans.forum import Board
from community.kernel import clock, site
from community.kernel.audit import AuditRow
from community.kernel.db import db, table_of
from community.kernel.events import EventRow
from community.marketing.insights import activity
from community.people.accounts import Account

from . import (
    brand,
    company,
    gatherings,
    kinds,
    people,
    places,
    press,
    quarrels,
    talk,
    traffic,
    visits,
)


@dataclass(frozen=True)
class RoleAccount:
    """Whom to sign in as; the password is kept nowhere else."""

    role: str
    name: str
    email: str
    password: str


def load_if_empty() -> list[RoleAccount]:
    """Fill an empty database and commit; gives the accounts to try, or nothing where there is content already."""
    site.bump()
    if db.session.scalar(select(Account.id).limit(1)) or db.session.scalar(
        select(Board.id).limit(1)
    ):
        db.session.rollback()
        return []
    loaded = load()
    db.session.commit()
    return loaded


def sign_in_lines(accounts: list[RoleAccount]) -> list[str]:
    """What a terminal shows once: who there is, and their passwords."""
    wide = max(len(each.email) for each in accounts)
    return [
        f"{each.role:<10} {each.email:<{wide}}  {each.password}  {each.name}" for each in accounts
    ]


def load() -> list[RoleAccount]:
    """Write the brand's year as if it had just happened. Never commits; the database must be empty."""
    now = clock.now()
    who, passwords = people.enter(now)
    brand.dress(who, now)
    boards = places.open_boards(who, now)
    kinds.name_products(who, now)
    said = talk.hold(who, boards, press.publish(who, now), now)
    kinds.remember(who, said, now)
    gatherings.gather(who, said, now)
    traffic.arrive(who, now)
    quarrels.settle(who, said, now)
    visits.remember(who, said, now)
    company.gather(who, now)
    _tell_in_order()
    activity.set_levels()
    site.bump()
    return [
        RoleAccount(who[handle].roles_text, who[handle].name, who[handle].email or "", password)
        for handle, password in passwords.items()
    ]


def _tell_in_order() -> None:
    """Timelines and the log go by the number of a row, so a year is told from its first day to its last."""
    db.session.flush()
    for table in (table_of(EventRow), table_of(AuditRow)):
        wanted = [column for column in table.columns if column.name != "id"]
        rows = db.session.execute(select(*wanted).order_by(table.c.at, table.c.id)).mappings().all()
        db.session.execute(delete(table))
        db.session.execute(insert(table), [dict(row) for row in rows])
