"""Boards of there and of here: one of the same name is the same only if the same people may enter."""

from collections import defaultdict
from typing import Any

from sqlalchemy import select

from community.kernel.db import db

from .shapes import table_named

Access = dict[int, frozenset[str]]


def access_of(rows: Any) -> Access:
    """Board -> the roles that may enter it, of rows of board_access."""
    found: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        found[row["board_id"]].add(row["role"])
    return {board: frozenset(roles) for board, roles in found.items()}


def standing(rows: list[dict[str, Any]], access: Access) -> dict[int, int]:
    """Number there -> number here of the same boards; the others get an address that is free."""
    boards, guarded = table_named("boards"), table_named("board_access")
    here = {
        row.slug: row
        for row in db.session.execute(select(boards.c.id, boards.c.slug, boards.c.purpose))
    }
    ours = access_of(db.session.execute(select(guarded)).mappings())
    same, used = {}, set(here)
    for row in rows:
        found = here.get(row["slug"])
        if found and _alike(row, found, access, ours):
            same[row["id"]] = found.id
            continue
        stem, number = row["slug"], 2
        while row["slug"] in used:
            row["slug"], number = f"{stem}-{number}", number + 1
        used.add(row["slug"])
    return same


def _alike(row: dict[str, Any], found: Any, access: Access, ours: Access) -> bool:
    nobody: frozenset[str] = frozenset()
    entered = access.get(row["id"], nobody) == ours.get(found.id, nobody)
    return bool(entered and row["purpose"] == found.purpose)
