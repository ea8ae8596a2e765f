"""People as search finds and shows them."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from community.kernel import text
from community.kernel.db import db
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.slots import SearchDocument, SearchSource
from community.people.accounts import Account


def documents(ids: list[int]) -> Iterator[SearchDocument]:
    for account in _people(ids):
        yield SearchDocument(
            kind="person", id=account.id, title=f"{account.name} {account.handle}", text=f"{account.about} {account.place}",
            language=account.language or "en", at=account.created_at, author=account.handle,
        )  # fmt: skip


def ids(after: int, limit: int) -> list[int]:
    return list(
        db.session.scalars(
            select(Account.id).where(Account.id > after).order_by(Account.id).limit(limit)
        )
    )


def results(ids: list[int], actor: Any) -> dict[int, dict[str, Any]]:
    return {
        account.id: {
            "url": f"/@{account.handle}", "title": account.name, "text": text.excerpt(account.about, 200) if account.about else "",
            "context": f"@{account.handle}", "at": account.created_at, "author": account,
        }
        for account in _people(ids)
    }  # fmt: skip


def _people(ids: list[int]) -> list[Account]:
    return list(
        db.session.scalars(select(Account).where(Account.id.in_(ids), Account.erased_at.is_(None)))
    )


SEARCH = SearchSource("person", _l("People"), documents, ids, results, one=_l("Person"))
