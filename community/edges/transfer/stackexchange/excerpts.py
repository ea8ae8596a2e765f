"""What the staged dump says about the posts of one batch: their rows, their history and their votes."""

from collections import defaultdict
from sqlite3 import Row

from .staging import Staging
from .turns import TABLE_OF

Name = tuple[str, int]  # ("post" or "comment", number there)
BODIES = (2, 5, 8)  # first text, edit, rollback
CLOSE, REOPEN = 10, 11


class Excerpt:
    def __init__(self, staging: Staging, turns: list[Row]) -> None:
        self.rows: dict[Name, Row] = {}
        self.history: dict[int, list[Row]] = defaultdict(list)
        self.votes: dict[tuple[int, int], tuple[int, str]] = {}
        self.questions: dict[int, Row] = {}
        for kind, table in TABLE_OF.items():
            ids = [turn["id"] for turn in turns if turn["kind"] == kind]
            for row in _of(staging, f"SELECT * FROM {table} WHERE id IN", ids):
                self.rows[kind, row["id"]] = row
        ids = [number for kind, number in self.rows if kind == "post"]
        for row in _of(
            staging, "SELECT * FROM PostHistory WHERE post IN", ids, "ORDER BY since, id"
        ):
            self.history[row["post"]].append(row)
        counted = "SELECT post, type, count(*) number, min(since) since FROM Votes WHERE post IN"
        for row in _of(staging, counted, ids, "GROUP BY post, type"):
            self.votes[row["post"], row["type"]] = (row["number"], row["since"])
        asked = sorted({turn["thread"] for turn in turns})
        for row in _of(
            staging, "SELECT id, accepted, user, user_name FROM Posts WHERE id IN", asked
        ):
            self.questions[row["id"]] = row

    def bodies(self, post: int) -> list[Row]:
        """The texts a post has had, oldest first."""
        return [row for row in self.history[post] if row["type"] in BODIES and row["body"]]

    def closings(self, post: int) -> list[Row]:
        return [row for row in self.history[post] if row["type"] in (CLOSE, REOPEN)]

    def kept_history(self, post: int) -> list[Row]:
        """Edits and closings, whose authors are named here."""
        return self.bodies(post)[1:] + self.closings(post)

    def votes_on(self, post: int, kind: int) -> int:
        return self.votes.get((post, kind), (0, ""))[0]


def _of(staging: Staging, query: str, ids: list[int], order: str = "") -> list[Row]:
    return staging.rows(f"{query} ({', '.join('?' * len(ids))}) {order}", *ids) if ids else []
