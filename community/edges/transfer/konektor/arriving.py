"""What a row must not bring, and what is called otherwise here: texts cleaned, no way in, no name twice."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select, tuple_

from community.fans.forum import writing
from community.kernel import text
from community.kernel.db import db
from community.kernel.text.cleaner import clean
from community.people import accounts

from .shapes import table_named

Row = dict[str, Any]
Note = Callable[[Any, str], None]
NO_WAY_IN = {
    "password_hash": None,
    "email_confirmed_at": None,
    "roles": "fan",
    "claimed": False,
    "unread_notifications": 0,
    "unread_messages": 0,
}


def prepare(name: str, rows: list[Row], note: Note) -> list[Row]:
    """Those that may come; `note(id, reason)` tells what was changed or left out."""
    prepared = PREPARED.get(name)
    return prepared(rows, note) if prepared else rows


def _accounts(rows: list[Row], note: Note) -> list[Row]:
    """Claimed by whoever proves the address; roles have to be granted again."""
    taken = accounts.past.addresses_in_use([row["email"] for row in rows if row["email"]])
    for row, handle in zip(
        rows, accounts.past.handles_near([row["handle"] for row in rows]), strict=True
    ):
        if row["roles"] != "fan":
            note(row["id"], "role")
        if row["email"] in taken:
            note(row["id"], "address_taken")
            row["email"] = None
        if handle != row["handle"]:
            note(row["id"], "handle_taken")
        row.update(NO_WAY_IN)
        row.update(
            {
                "handle": handle,
                "skeleton": text.skeleton(handle),
                "about_html": clean(row["about_html"]),
            }
        )
    return rows


def _identities(rows: list[Row], note: Note) -> list[Row]:
    """They tell who somebody was elsewhere; to sign in by one, its owner links it again."""
    for row in rows:
        row["account_id"] = None
    return rows


def _posts(rows: list[Row], note: Note) -> list[Row]:
    posts = table_named("posts")
    places = [(row["thread_id"], row["position"]) for row in rows]
    standing = select(posts.c.thread_id, posts.c.position)
    taken = {
        tuple(place)
        for place in db.session.execute(
            standing.where(tuple_(posts.c.thread_id, posts.c.position).in_(places))
        )
    }
    for row in rows:
        row["html"] = _shown(row)
    return _without(
        rows, lambda row: (row["thread_id"], row["position"]) in taken, note, "continued"
    )


def _shown(row: Row) -> str:
    """Players and cards are no part of a cleaned text, so one that has them is made anew of its source."""
    cleaned = clean(row["html"])
    if cleaned == row["html"] or not row["source"]:
        return cleaned
    return writing.dressed(writing.render(row["source"], row["source_format"]).html)


def _conversations(rows: list[Row], note: Note) -> list[Row]:
    """Their last message comes after them and is told then."""
    for row in rows:
        row["last_message_id"] = 0
    return rows


def _messages(rows: list[Row], note: Note) -> list[Row]:
    """A report opens a message to the team it was made to, and to no other."""
    for row in rows:
        row["html"], row["reported_at"] = clean(row["html"]), None
    return rows


def _strikes(rows: list[Row], note: Note) -> list[Row]:
    """They name decisions, which stay behind and whose numbers are given again here."""
    for row in rows:
        row["key"] = f"elsewhere:{row['account_id']}:{row['id']}"
    return rows


def _gatherings(rows: list[Row], note: Note) -> list[Row]:
    for row in rows:
        if not row["address"].startswith(("https://", "http://")):
            row["address"] = ""
    return rows


def _articles(rows: list[Row], note: Note) -> list[Row]:
    articles = table_named("articles")
    asked = select(articles.c.slug, articles.c.thread_id).where(
        articles.c.slug.in_([row["slug"] for row in rows])
    )
    known = {row.slug: row.thread_id for row in db.session.execute(asked)}
    for row in rows:
        if known.get(row["slug"], row["thread_id"]) != row["thread_id"]:
            row["slug"] = f"{row['slug']}-{row['thread_id']}"
    return rows


def _without(
    rows: Sequence[Row], refused: Callable[[Row], bool], note: Note, why: str
) -> list[Row]:
    for row in filter(refused, rows):
        note(row["id"], f"!{why}")
    return [row for row in rows if not refused(row)]


PREPARED = {
    "accounts": _accounts,
    "identities": _identities,
    "posts": _posts,
    "articles": _articles,
    "conversations": _conversations,
    "messages": _messages,
    "strikes": _strikes,
    "gatherings": _gatherings,
}
