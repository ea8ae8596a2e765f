"""How many SQL statements a page asks, counted inside one process."""

from typing import Any

from sqlalchemy import event

from bench.readers import Community
from bench.report import Figure
from community.kernel.db import db

CONTROL = ("PRAGMA", "BEGIN", "SAVEPOINT", "RELEASE")


def counted(community: Community) -> list[Figure]:
    thread, cookie = community.full[0].path, community.cookie(6)
    return [
        Figure(f"{name}, {who}", _asked(community, path, headers), "", most=most)
        for name, path in (("Thread page", thread), ("List of threads", "/latest"), ("A board", "/b/gear"))
        for who, headers, most in (("stranger", {}, 4), ("signed in", {"Cookie": cookie}, 6))
    ]  # fmt: skip


def _asked(community: Community, path: str, headers: dict[str, str]) -> int:
    """The third time: what all pages share is known by then."""
    client = community.app.test_client(use_cookies=False)
    for turn in ("first", "again"):
        client.get(f"{path}?{turn}", headers=headers)
    asked: list[str] = []

    def sent(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if not statement.startswith(CONTROL):
            asked.append(statement)

    with community.app.app_context():
        event.listen(db.engine, "before_cursor_execute", sent)
        status = client.get(f"{path}?third", headers=headers).status_code
        event.remove(db.engine, "before_cursor_execute", sent)
    if status != 200:
        raise RuntimeError(f"{path} was answered with {status}")
    return len(asked)
