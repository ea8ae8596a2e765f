"""Tags, and which threads belong together."""

from sqlite3 import Row
from typing import Any

from sqlalchemy import select

from community.edges.transfer import keys
from community.fans.forum import Post, relations, tags
from community.kernel.db import db

from . import texts
from .people import moment
from .staging import REFUSED, STORED, THERE, Staging

AT_ONCE = 300
KINDS = {1: "mentions", 3: "repeats"}


def bring_tags(staging: Staging) -> None:
    """Those that no thread carries are there all the same."""
    for row in staging.rows("SELECT id, name FROM Tags ORDER BY id"):
        fresh = [name for name in texts.tags_of(f"<{row['name']}>") if tags.add(name)]
        staging.settle("Tags", [row["id"]], STORED if fresh else THERE)
    db.session.commit()


def bring_links(staging: Staging, source: int) -> None:
    after = 0
    while rows := staging.rows(
        f"SELECT * FROM PostLinks WHERE id > ? ORDER BY id LIMIT {AT_ONCE}", after
    ):
        after = rows[-1]["id"]
        threads = _threads(source, {row[end] for row in rows for end in ("post", "other")})
        links = []
        for row in rows:
            one, other = threads.get(row["post"]), threads.get(row["other"])
            if why := _refusal(row, one, other):
                staging.settle("PostLinks", [row["id"]], REFUSED, why)
            else:
                links.append((row, (one, other, KINDS[row["type"]])))
        _relate(staging, links)


def _refusal(row: Row, one: int | None, other: int | None) -> str:
    if row["type"] not in KINDS:
        return "other_link"
    if one is None or other is None:
        return "no_post"
    return "within" if one == other else ""


def _relate(staging: Staging, links: list[tuple[Row, Any]]) -> None:
    """Of two rows that say the same the first counts as stored."""
    new = relations.relate([(*pair, moment(row["since"] or "1970-01-01")) for row, pair in links])
    db.session.commit()
    for row, pair in links:
        staging.settle("PostLinks", [row["id"]], STORED if pair in new else THERE)
        new.discard(pair)


def _threads(source: int, names: set[int]) -> dict[int, int]:
    numbers = {
        number: int(name)
        for name, number in keys.known(source, "post", map(str, names)).items()
        if number
    }
    found = db.session.execute(select(Post.id, Post.thread_id).where(Post.id.in_(numbers)))
    return {numbers[row.id]: row.thread_id for row in found}
