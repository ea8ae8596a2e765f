"""A workbench beside the community: everything said, found its thread, and put in the order of time."""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

from .said import Said, Unsaid

STORED, THERE, REFUSED = 1, 2, 3
COLUMNS = (
    "id, at, author, author_name, body, format, title, alone, reply, url, tags, closed, subject"
)
SUBJECT = re.compile(r"[\W_]+")


class Staging:
    def __init__(self, file: Path) -> None:
        file.unlink(missing_ok=True)
        self.file, self.read = file, 0
        self.connection = sqlite3.connect(file)
        self.connection.row_factory = sqlite3.Row
        self.connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
            f"CREATE TABLE said (place INTEGER PRIMARY KEY, {COLUMNS}, up, state, why);"
            "CREATE UNIQUE INDEX said_id ON said (id);"
            "CREATE TABLE answers (id, nth INTEGER, other);"
            "CREATE TABLE refused (id, why);"
        )

    def load(self, all_said: Iterable[Said | Unsaid]) -> Iterator[int]:
        for said in all_said:
            self.read += 1
            if isinstance(said, Unsaid):
                self._refuse(said.id, said.why)
            elif not self._keep(said):
                self._refuse(said.id, "twice")
            if self.read % 1000 == 0:
                yield 1000
        yield self.read % 1000
        self.connection.commit()

    def line_up(self, here: Iterable[str]) -> int:
        """Order by time, never an answer before what it answers, whatever its clock said. `here` are names that stand here already."""
        self._ask("CREATE TEMP TABLE here (id TEXT PRIMARY KEY)")
        self.connection.executemany("INSERT INTO here VALUES (?)", [(name,) for name in here])
        self._ask("CREATE INDEX answers_id ON answers (id, nth)")
        self._ask(
            "UPDATE said SET up = (SELECT a.other FROM answers a WHERE a.id = said.id AND a.other <> a.id"
            " AND (a.other IN (SELECT id FROM said) OR a.other IN (SELECT id FROM here)) ORDER BY nth LIMIT 1)"
        )
        self._ask("CREATE INDEX said_subject ON said (subject, at)")
        self._ask(
            "UPDATE said SET up = (SELECT e.id FROM said e WHERE e.subject = said.subject AND e.at < said.at AND e.up IS NULL"
            " ORDER BY e.at LIMIT 1) WHERE up IS NULL AND reply AND subject <> ''"
        )
        self._settle_where(
            "no_thread", "up IS NULL AND NOT alone AND id IN (SELECT id FROM answers)"
        )
        self._ask("CREATE INDEX said_up ON said (up)")
        self._ask("CREATE TABLE turns (turn INTEGER PRIMARY KEY, id, told)")
        self._ask(
            "INSERT INTO turns (id, told) WITH RECURSIVE line (id, at, depth) AS ("
            " SELECT id, at, 0 FROM said WHERE state IS NULL AND up IS NULL"
            " UNION ALL SELECT id, at, 0 FROM said WHERE state IS NULL AND up NOT IN (SELECT id FROM said)"
            " UNION ALL SELECT s.id, max(s.at, l.at), l.depth + 1 FROM said s JOIN line l ON s.up = l.id"
            " WHERE s.state IS NULL) SELECT id, at FROM line ORDER BY at, depth, id"
        )
        self._settle_where("circle", "alone AND state IS NULL AND id NOT IN (SELECT id FROM turns)")
        self._settle_where("no_thread", "state IS NULL AND id NOT IN (SELECT id FROM turns)")
        return int(self.connection.execute("SELECT count(*) FROM turns").fetchone()[0])

    def wanted(self) -> list[str]:
        """What is answered, but not said in here."""
        asked = "SELECT DISTINCT other FROM answers WHERE other NOT IN (SELECT id FROM said)"
        return [row[0] for row in self.connection.execute(asked)]

    def after(self, turn: int, number: int) -> list[sqlite3.Row]:
        asked = "SELECT t.turn, t.told, s.* FROM turns t JOIN said s ON s.id = t.id WHERE turn > ?"
        return self.connection.execute(f"{asked} ORDER BY turn LIMIT {number}", (turn,)).fetchall()

    def settle(self, names: Iterable[str], state: int, why: str = "") -> None:
        change = "UPDATE said SET state = ?, why = ? WHERE id = ? AND state IS NULL"
        self.connection.executemany(change, [(state, why, name) for name in names])
        self.connection.commit()

    def count(self, state: int) -> int:
        asked = "SELECT count(*) FROM said WHERE state = ?"
        return int(self.connection.execute(asked, (state,)).fetchone()[0])

    def refusals(self) -> Iterator[tuple[str, str]]:
        yield from self.connection.execute("SELECT id, why FROM refused ORDER BY id")
        unstored = f"state IS NULL OR state = {REFUSED}"
        yield from self.connection.execute(
            f"SELECT id, coalesce(why, 'unaccounted') FROM said WHERE {unstored} ORDER BY id"
        )

    def close(self) -> None:
        self.connection.close()
        self.file.unlink(missing_ok=True)

    def _keep(self, said: Said) -> bool:
        at = said.at.astimezone(UTC).isoformat(timespec="milliseconds")
        subject = SUBJECT.sub(" ", said.title.lower()).strip()
        values = (
            said.id, at, said.author, said.author_name, said.body, said.format, said.title, said.alone, said.reply,
            said.url, json.dumps(said.tags), said.closed, subject,
        )  # fmt: skip
        adding = f"INSERT OR IGNORE INTO said ({COLUMNS}) VALUES ({', '.join('?' * len(values))})"
        kept = self.connection.execute(adding, values).rowcount == 1
        if kept:
            rows = [(said.id, nth, other) for nth, other in enumerate(said.answers)]
            self.connection.executemany("INSERT INTO answers VALUES (?, ?, ?)", rows)
        return kept

    def _refuse(self, name: str, why: str) -> None:
        self.connection.execute("INSERT INTO refused VALUES (?, ?)", (name[:200], why))

    def _settle_where(self, why: str, condition: str) -> None:
        self.connection.execute(
            f"UPDATE said SET state = {REFUSED}, why = ? WHERE state IS NULL AND {condition}",
            (why,),
        )

    def _ask(self, statement: str, *values: Any) -> None:
        self.connection.execute(statement, values)
