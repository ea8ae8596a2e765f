"""Authors whom an import brings, many at once: they have a name and a profile, and nobody can sign in as them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from community.kernel import text
from community.kernel.db import db, table_of

from .accounts import NAME_LENGTH
from .handles import free_handles, taken_among
from .models import Account


@dataclass(kw_only=True, eq=False)
class Author:
    """`account_id` is set once they are kept."""

    member_id: int
    name: str
    since: datetime
    about: str = ""
    about_html: str = ""
    place: str = ""
    website: str = ""
    language: str | None = None
    account_id: int | None = None


def bring(authors: Sequence[Author]) -> None:
    """Unclaimed: without address, password, role or any way to sign in."""
    if not authors:
        return
    handles = free_handles([each.name for each in authors])
    table = table_of(Account)
    adding = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    rows = [_row(each, handle) for each, handle in zip(authors, handles, strict=True)]
    for each, account_id in zip(authors, db.session.scalars(adding, rows), strict=True):
        each.account_id = account_id


def members_of(account_ids: Collection[int]) -> dict[int, int]:
    found = select(Account.id, Account.member_id).where(Account.id.in_(account_ids))
    return {row.id: row.member_id for row in db.session.execute(found)}


def _row(author: Author, handle: str) -> dict[str, Any]:
    return {
        "member_id": author.member_id, "handle": handle, "skeleton": text.skeleton(handle),
        "name": text.plain(author.name, NAME_LENGTH) or handle, "created_at": author.since, "language": author.language,
        "about": author.about, "about_html": author.about_html, "place": author.place, "website": author.website,
        "claimed": False, "roles": "fan", "level": 0,
    }  # fmt: skip


def addresses_in_use(emails: Collection[str]) -> set[str]:
    return {
        email
        for email in db.session.scalars(select(Account.email).where(Account.email.in_(emails)))
        if email
    }


def handles_near(wanted: Sequence[str]) -> list[str]:
    """Each as it is wanted if nobody has it, or one that looks like it; else near it."""
    return [
        handle if not taken else free
        for handle, taken, free in zip(
            wanted, taken_among(wanted), free_handles(wanted), strict=True
        )
    ]
