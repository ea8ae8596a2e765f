"""Questions, answers and comments in the order in which they were said."""

from sqlite3 import Row

from .staging import Staging

AT_ONCE = 400
TABLE_OF = {"post": "Posts", "comment": "Comments"}


def line_up(staging: Staging) -> int:
    """By time, but never an answer before its question; how many there are."""
    staging.change(
        "CREATE TABLE lined (at TEXT, rank INTEGER, kind TEXT, id INTEGER, thread INTEGER, answered INTEGER)"
    )
    staging.change(
        "INSERT INTO lined SELECT since, 0, 'post', id, id, NULL FROM Posts WHERE type = 1"
    )
    staging.change(
        "INSERT INTO lined SELECT max(a.since, q.since), 1, 'post', a.id, q.id, NULL"
        " FROM Posts a JOIN Posts q ON q.id = a.parent AND q.type = 1 WHERE a.type = 2"
    )
    staging.change("CREATE INDEX lined_post ON lined (id) WHERE kind = 'post'")
    staging.change(
        "INSERT INTO lined SELECT max(c.since, l.at), 2, 'comment', c.id, l.thread, c.post"
        " FROM Comments c JOIN lined l ON l.kind = 'post' AND l.id = c.post"
    )
    staging.change(
        "CREATE TABLE turns (turn INTEGER PRIMARY KEY, kind TEXT, id INTEGER, thread INTEGER, answered INTEGER)"
    )
    return staging.change(
        "INSERT INTO turns (kind, id, thread, answered)"
        " SELECT kind, id, thread, answered FROM lined ORDER BY at, rank, id"
    )


def after(staging: Staging, turn: int) -> list[Row]:
    """The next few: kind, id, the question they belong to, and for comments the post they stand under."""
    return staging.rows(f"SELECT * FROM turns WHERE turn > ? ORDER BY turn LIMIT {AT_ONCE}", turn)
