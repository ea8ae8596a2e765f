"""People as search finds and shows them: only what they show to everybody."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from community.fans.profiles import choices
from community.kernel import text
from community.kernel.db import db
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.permissions import NOBODY
from community.kernel.slots import SearchDocument, SearchSource
from community.people.accounts import Account


def documents(ids: list[int]) -> Iterator[SearchDocument]:
    seen = choices.seen_of_many(ids, NOBODY)
    for account in _people(ids):
        if "directory" not in seen[account.id]:
            continue
        words = [account.about] if "about" in seen[account.id] else []
        words += [account.place] if "place" in seen[account.id] else []
        yield SearchDocument(
            kind="person", id=account.id, title=f"{account.name} {account.handle}", text=" ".join(words),
            language=account.language or "en", at=account.created_at, author=account.handle,
        )  # fmt: skip


def ids(after: int, limit: int) -> list[int]:
    return list(
        db.session.scalars(
            select(Account.id).where(Account.id > after).order_by(Account.id).limit(limit)
        )
    )


def results(ids: list[int], actor: Any) -> dict[int, dict[str, Any]]:
    seen = choices.seen_of_many(ids, actor)
    return {
        account.id: {
            "url": f"/@{account.handle}", "title": account.name,
            "text": text.excerpt(account.about, 200) if account.about and "about" in seen[account.id] else "",
            "context": f"@{account.handle}", "at": account.created_at, "author": account,
        }
        for account in _people(ids)
        if "directory" in seen[account.id]
    }  # fmt: skip


def _people(ids: list[int]) -> list[Account]:
    return list(
        db.session.scalars(select(Account).where(Account.id.in_(ids), Account.erased_at.is_(None)))
    )


SEARCH = SearchSource("person", _l("People"), documents, ids, results, one=_l("Person"))
