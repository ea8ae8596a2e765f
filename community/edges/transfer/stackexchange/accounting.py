"""What became of the rows that came in together with others: tag texts, votes, history and badges."""

from collections.abc import Iterator
from typing import Any

from community.edges.transfer.balance import Line

from .reasons import REASONS
from .staging import REFUSED, STORED, TABLES, THERE, Staging

TITLES = "(1, 3, 4, 6, 7, 9)"  # first, edited and rolled back: title and tags
TOLD_VOTES = "(1, 2, 3)"  # accepted, up, down


def refuse_what_has_no_place(staging: Staging) -> None:
    """Before anything is brought in."""
    _refuse(staging, "Posts", "tag_text", "type IN (4, 5)")
    _refuse(staging, "Posts", "other_post", "type NOT IN (1, 2)")
    _refuse(
        staging,
        "Posts",
        "no_question",
        "type = 2 AND id NOT IN (SELECT id FROM turns WHERE kind = 'post')",
    )
    _refuse(
        staging, "Comments", "no_post", "id NOT IN (SELECT id FROM turns WHERE kind = 'comment')"
    )


def account_for_the_rest(staging: Staging) -> None:
    """After the posts and users are settled, their votes, history and badges are too."""
    _refuse(staging, "Votes", "other_vote", f"type NOT IN {TOLD_VOTES}")
    _refuse(
        staging,
        "PostHistory",
        "upkeep",
        f"type NOT IN (2, 5, 8, 10, 11, 12, 13) AND type NOT IN {TITLES}",
    )
    _refuse(staging, "PostHistory", "deletion", "type IN (12, 13)")
    _refuse(
        staging, "PostHistory", "old_title", f"type IN {TITLES} AND id NOT IN ({_last_titles()})"
    )
    for table, owner, key, why in (
        ("Votes", "Posts", "post", "no_post"),
        ("PostHistory", "Posts", "post", "no_post"),
        ("Badges", "Users", "user", "no_user"),
    ):
        for state in (STORED, THERE):
            owned = f"{key} IN (SELECT id FROM {owner} WHERE state = {state})"
            staging.change(f"UPDATE {table} SET state = {state} WHERE state IS NULL AND {owned}")
        _refuse(staging, table, why, "1")


def lines(staging: Staging) -> list[Line]:
    return [_line(staging, table) for table in TABLES if table in staging.read]


def refusals(staging: Staging) -> Iterator[tuple[str, Any, str]]:
    """(table, id, sentence) of every row that was not stored."""
    for row in staging.each(
        "SELECT source, place, name, why FROM unreadable ORDER BY source, place"
    ):
        yield row["source"], row["name"] or f"row {row['place']}", str(REASONS[row["why"]])
    for table in TABLES:
        for row in staging.each(
            f"SELECT id, state, why FROM {table} WHERE state IS NULL OR state = {REFUSED} ORDER BY id"
        ):
            yield table, row["id"], str(REASONS[row["why"] if row["state"] else "unaccounted"])


def _last_titles() -> str:
    """The title and the tags that a post has now."""
    titles, tags = (
        "max(CASE WHEN type IN (1, 4, 7) THEN id END)",
        "max(CASE WHEN type IN (3, 6, 9) THEN id END)",
    )
    of_post = f"FROM PostHistory WHERE type IN {TITLES} GROUP BY post"
    return f"SELECT ifnull({titles}, 0) {of_post} UNION SELECT ifnull({tags}, 0) {of_post}"


def _refuse(staging: Staging, table: str, why: str, condition: str) -> None:
    staging.change(
        f"UPDATE {table} SET state = {REFUSED}, why = ? WHERE state IS NULL AND {condition}", why
    )


def _line(staging: Staging, table: str) -> Line:
    counted = {
        row["state"]: row["number"]
        for row in staging.rows(f"SELECT state, count(*) number FROM {table} GROUP BY state")
    }
    unreadable = staging.rows("SELECT count(*) number FROM unreadable WHERE source = ?", table)[0][
        "number"
    ]
    refused = counted.get(REFUSED, 0) + unreadable
    return Line(table, staging.read[table], counted.get(STORED, 0), counted.get(THERE, 0), refused)
