"""Which tables travel, in which order, and what their columns point to."""

from dataclasses import dataclass

from sqlalchemy import Table

from community.kernel.db import db


@dataclass(frozen=True)
class Shape:
    """`same` are the columns by which a thing is here already; what is `own` to somebody is never joined to it."""

    name: str
    same: tuple[str, ...] = ()
    own: bool = False


CARRIED = (
    Shape("settings"),
    Shape("boards"),
    Shape("board_access"),
    Shape("members"),
    Shape("accounts"),
    Shape("identities", ("provider", "issuer", "subject"), own=True),
    Shape("facts"),
    Shape("consents"),
    Shape("suspensions"),
    Shape("notification_choices"),
    Shape("uploads", ("key",)),
    Shape("threads"),
    Shape("posts"),
    Shape("post_versions"),
    Shape("reactions"),
    Shape("acceptances"),
    Shape("tags", ("slug",)),
    Shape("thread_tags"),
    Shape("closures"),
    Shape("pins"),
    Shape("relations"),
    Shape("followings"),
    Shape("thread_reads"),
    Shape("board_marks"),
    Shape("drafts"),
    Shape("articles"),
    Shape("article_authors"),
    Shape("links", ("code",), own=True),
    Shape("touches"),
    Shape("import_sources", ("kind", "site")),
    Shape("imported_posts"),
    Shape("imported_keys"),
    Shape("events"),
)

STAYING = {
    "audit": "what the team did there; a backup keeps it",
    "exports": "receipts of files that were made there",
    "flags": "what the team there decided, or has to",
    "review_items": "what the team there decided, or has to",
    "decisions": "what the team there decided, or has to",
    "import_runs": "balances of imports that were run there",
    "notifications": "what has been told already",
    "sign_ins": "who is signed in there",
    "tickets": "links that were mailed from there",
    "pending_sign_ins": "who is about to sign in there",
    "held_drafts": "what somebody wrote before signing in, for half an hour",
    "submissions": "which forms have been sent, for a day",
    "jobs": "work of that machine",
    "outgoing_mails": "letters of that machine",
    "periodic_runs": "work of that machine",
    "limit_counts": "the pace of visitors there",
    "site_version": "the caches of that machine",
    "search_entries": "the index, which is made anew",
    "search_marks": "the index, which is made anew",
}

# What the database does not know as a reference.
POINTING = {
    ("threads", "accepted_post_id"): "posts",
    ("events", "by_id"): "accounts",
    ("events", "member_id"): "members",
}
LISTS = {("threads", "voices"): "accounts"}
INSIDE = {
    ("events", "details"): {
        "thread_id": "threads",
        "post_id": "posts",
        "account_id": "accounts",
        "board_id": "boards",
        "from_board_id": "boards",
    }
}
BY_KIND = {
    ("followings", "subject_id"): {"thread": "threads", "board": "boards"},
    ("imported_keys", "our_id"): {
        "user": "members",
        "author": "accounts",
        "post": "posts",
        "comment": "posts",
    },
}
ORDER = {shape.name: place for place, shape in enumerate(CARRIED)}


def table_named(name: str) -> Table:
    return db.metadata.tables[name]


def numbered(table: Table) -> bool:
    """Whether its rows have a number of their own."""
    return "id" in table.columns


def references(table: Table) -> dict[str, str]:
    """Column -> the table it points to."""
    known = {
        column.name: reference.column.table.name
        for column in table.columns
        for reference in column.foreign_keys
    }
    return known | {
        column: target for (name, column), target in POINTING.items() if name == table.name
    }


def set_later(table: Table) -> dict[str, str]:
    """References to what comes after the row itself."""
    return {
        column: target
        for column, target in references(table).items()
        if ORDER[target] >= ORDER[table.name]
    }
