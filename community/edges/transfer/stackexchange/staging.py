"""The dump in a database of its own, so that it can be told in the order of time and every row accounted for.

Each row ends in one state: stored by this run, there from an earlier one, or refused with a reason.
"""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from . import files

Columns = dict[str, tuple[str, Callable[[str], Any]]]
STORED, THERE, REFUSED = 1, 2, 3
AT_ONCE = 2000


class Malformed(ValueError):
    """A value that its column cannot hold."""


def number(value: str) -> int:
    """`9`, and `9.0` as some exports write it."""
    try:
        whole = float(value) if "." in value or "e" in value.lower() else int(value)
        if whole != int(whole) or abs(whole) > 2**53:
            raise ValueError
    except (ValueError, OverflowError):
        raise Malformed(value) from None
    return int(whole)


def moment(value: str) -> str:
    """UTC in ISO form with the separator T, so that it sorts as text."""
    try:
        read = datetime.fromisoformat(value.strip())
        there = read.astimezone(UTC) if read.tzinfo else read
    except (ValueError, OverflowError):
        raise Malformed(value) from None
    return there.replace(tzinfo=None).isoformat(timespec="milliseconds")


def words(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\x00", "")


TABLES: dict[str, Columns] = {
    "Users": {
        "name": ("DisplayName", words), "since": ("CreationDate", moment), "place": ("Location", words),
        "website": ("WebsiteUrl", words), "about": ("AboutMe", words), "reputation": ("Reputation", number),
    },
    "Badges": {"user": ("UserId", number), "name": ("Name", words), "since": ("Date", moment)},
    "Tags": {"name": ("TagName", words)},
    "Posts": {
        "type": ("PostTypeId", number), "parent": ("ParentId", number), "accepted": ("AcceptedAnswerId", number),
        "since": ("CreationDate", moment), "score": ("Score", number), "views": ("ViewCount", number),
        "body": ("Body", words), "user": ("OwnerUserId", number), "user_name": ("OwnerDisplayName", words),
        "title": ("Title", words), "tags": ("Tags", words), "closed": ("ClosedDate", moment), "license": ("ContentLicense", words),
    },
    "Comments": {
        "post": ("PostId", number), "since": ("CreationDate", moment), "score": ("Score", number), "body": ("Text", words),
        "user": ("UserId", number), "user_name": ("UserDisplayName", words), "license": ("ContentLicense", words),
    },
    "PostHistory": {
        "type": ("PostHistoryTypeId", number), "post": ("PostId", number), "since": ("CreationDate", moment),
        "user": ("UserId", number), "body": ("Text", words), "comment": ("Comment", words),
    },
    "Votes": {"post": ("PostId", number), "type": ("VoteTypeId", number), "since": ("CreationDate", moment)},
    "PostLinks": {
        "post": ("PostId", number), "other": ("RelatedPostId", number), "type": ("LinkTypeId", number),
        "since": ("CreationDate", moment),
    },
}  # fmt: skip
NEEDED = {
    "Users": ("Id", "CreationDate"), "Badges": ("Id", "UserId", "Name"), "Tags": ("Id", "TagName"),
    "Posts": ("Id", "PostTypeId", "CreationDate"), "Comments": ("Id", "PostId", "CreationDate", "Text"),
    "PostHistory": ("Id", "PostHistoryTypeId", "PostId", "CreationDate"), "Votes": ("Id", "PostId", "VoteTypeId"),
    "PostLinks": ("Id", "PostId", "RelatedPostId", "LinkTypeId"),
}  # fmt: skip
SOUGHT = {
    "Posts": "parent",
    "Comments": "post",
    "Votes": "post",
    "Badges": "user",
    "PostHistory": "post",
}


class Staging:
    """`read` counts the rows of each table; `unreadable` rows never came into a table."""

    def __init__(self, file: Path) -> None:
        file.unlink(missing_ok=True)
        self.file = file
        self.connection = sqlite3.connect(file)
        self.connection.row_factory = sqlite3.Row
        for pragma in (
            "journal_mode=OFF",
            "synchronous=OFF",
            "temp_store=FILE",
            "cache_size=-32000",
        ):
            self.connection.execute(f"PRAGMA {pragma}")
        self.connection.execute(
            "CREATE TABLE unreadable (source TEXT, place INTEGER, name TEXT, why TEXT)"
        )
        for table, columns in TABLES.items():
            named = ", ".join(columns)
            self.connection.execute(
                f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, {named}, state INTEGER, why TEXT)"
            )
        self.read: dict[str, int] = {}
        self.torn: list[str] = []

    def load(self, table: str, file: Path, done: Callable[[int], None]) -> None:
        """Read one file; a broken one is taken as far as it goes."""
        fine = f"INSERT OR IGNORE INTO {table} (id, {', '.join(TABLES[table])}) VALUES ({', '.join('?' * (len(TABLES[table]) + 1))})"
        self.read[table] = 0
        try:
            for row in files.rows(file):
                self.read[table] += 1
                self._keep(table, fine, row)
                if self.read[table] % AT_ONCE == 0:
                    done(AT_ONCE)
        except files.Torn as error:
            self.torn.append(str(error))
        done(self.read[table] % AT_ONCE)
        if table in SOUGHT:
            self.connection.execute(f"CREATE INDEX {table}_sought ON {table} ({SOUGHT[table]})")
        self.connection.commit()

    def _keep(self, table: str, statement: str, row: dict[str, str]) -> None:
        why, given = "", row.get
        try:
            values = [
                read(value) if (value := given(attribute)) else None
                for attribute, read in TABLES[table].values()
            ]
            if not all(map(given, NEEDED[table])):
                why = "incomplete"
            elif not self.connection.execute(statement, [number(row["Id"]), *values]).rowcount:
                why = "twice"
        except Malformed:
            why = "malformed"
        if why:
            unreadable = (table, self.read[table], row.get("Id", "")[:60], why)
            self.connection.execute("INSERT INTO unreadable VALUES (?, ?, ?, ?)", unreadable)

    def rows(self, query: str, *values: Any) -> list[sqlite3.Row]:
        return self.connection.execute(query, values).fetchall()

    def each(self, query: str, *values: Any) -> Iterator[sqlite3.Row]:
        return iter(self.connection.execute(query, values))

    def change(self, statement: str, *values: Any) -> int:
        changed = self.connection.execute(statement, values).rowcount
        self.connection.commit()
        return changed

    def settle(self, table: str, ids: list[int], state: int, why: str = "") -> None:
        """Say what has become of these rows."""
        statement = f"UPDATE {table} SET state = ?, why = ? WHERE id = ? AND state IS NULL"
        self.connection.executemany(statement, [(state, why, each) for each in ids])
        self.connection.commit()

    def marks(self, number: int) -> str:
        return ", ".join("?" * number)

    def close(self) -> None:
        self.connection.close()
        self.file.unlink(missing_ok=True)
