"""Which tables travel, in which order, and what their columns point to."""

from dataclasses import dataclass
from typing import Any

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
    Shape("attendance_days"),
    Shape("person_followings"),
    Shape("blocks"),
    Shape("profile_covers"),
    Shape("profile_choices"),
    Shape("notification_choices"),
    Shape("uploads", ("key",)),
    Shape("link_previews"),
    Shape("threads"),
    Shape("posts"),
    Shape("media_uses"),
    Shape("post_versions"),
    Shape("reactions"),
    Shape("acceptances"),
    Shape("answer_trials"),
    Shape("answer_standings"),
    Shape("idea_decisions"),
    Shape("ideas"),
    Shape("idea_votes"),
    Shape("polls"),
    Shape("poll_options"),
    Shape("ballots"),
    Shape("products", ("slug",)),
    Shape("reviews"),
    Shape("gatherings"),
    Shape("rsvps"),
    Shape("gathering_cancellations"),
    Shape("tags", ("slug",)),
    Shape("thread_tags"),
    Shape("closures"),
    Shape("pins"),
    Shape("closure_timers"),
    Shape("slow_modes"),
    Shape("moved_posts"),
    Shape("bookmarks"),
    Shape("relations"),
    Shape("followings"),
    Shape("thread_reads"),
    Shape("board_marks"),
    Shape("drafts"),
    Shape("articles"),
    Shape("article_authors"),
    Shape("level_changes"),
    Shape("level_holds"),
    Shape("strikes"),
    Shape("badge_grants", ("account_id", "badge")),
    Shape("season_points"),
    Shape("leaderboard_leaves"),
    Shape("helpfulness"),
    Shape("conversations"),
    Shape("messages"),
    Shape("participants"),
    Shape("message_choices"),
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
    "calendar_keys": "secrets: whoever has such an address reads a calendar; people make a new one",
    "vote_purses": "locks for the moment in which somebody votes",
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
    ("ideas", "decision_id"): "idea_decisions",
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
        "into_id": "threads",
        "product_id": "products",
    }
}
# The newest of a row of things at some time: where that one is not here, the one before it.
UNTIL = {
    ("participants", "from_id"): "messages",
    ("participants", "read_id"): "messages",
}
PLACES = {("drafts", "place"): {"t": "threads", "p": "posts"}}  # such as t/7
BY_KIND = {
    ("media_uses", "subject_id"): {"post": "posts"},
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
        column.name: origin(reference.column).table.name
        for column in table.columns
        for reference in column.foreign_keys
    }
    return known | {
        column: target for (name, column), target in POINTING.items() if name == table.name
    }


def origin(column: Any) -> Any:
    """The number itself, where the column that is pointed to only repeats another table's."""
    while not numbered(column.table) and column.foreign_keys:
        column = next(iter(column.foreign_keys)).column
    return column


def set_later(table: Table) -> dict[str, str]:
    """References to what comes after the row itself."""
    return {
        column: target
        for column, target in references(table).items()
        if ORDER[target] >= ORDER[table.name]
    }
