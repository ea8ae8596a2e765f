"""Other rooms say what changed; it is written in their transaction."""

import secrets
from collections.abc import Iterable

from sqlalchemy.dialects import postgresql, sqlite

from community.commons.search import jobs
from community.commons.search.models import SearchMark
from community.kernel import clock
from community.kernel.db import db
from community.kernel.jobs import enqueue


def mark(kind: str, ids: Iterable[int]) -> None:
    """The index looks at these again soon: changed, new or gone alike."""
    at = clock.now()
    rows = [
        {"kind": kind, "document_id": each, "at": at, "stamp": secrets.randbits(62)}
        for each in dict.fromkeys(ids)
    ]
    if not rows:
        return
    dialect = sqlite if db.session.get_bind().dialect.name == "sqlite" else postgresql
    fresh = dialect.insert(SearchMark)
    newest = {"at": fresh.excluded.at, "stamp": fresh.excluded.stamp}
    db.session.execute(
        fresh.on_conflict_do_update(index_elements=["kind", "document_id"], set_=newest), rows
    )
    enqueue(jobs.refresh, key=jobs.KEY)


def refresh_soon(kind: str, document_id: int) -> None:
    mark(kind, [document_id])
