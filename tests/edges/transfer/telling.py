"""An export told without numbers: every reference becomes what people call the thing, so two can be compared."""

import json
from collections import Counter

from community.edges.transfer.konektor.shapes import (
    BY_KIND,
    CARRIED,
    INSIDE,
    LISTS,
    PLACES,
    UNTIL,
    references,
    table_named,
)

CHANGED = {
    "accounts": ("email_confirmed_at", "roles", "claimed", "unread_notifications"),
    "messages": ("reported_at",),
    "strikes": ("key",),
    "identities": ("account_id",),
    "boards": ("version",),  # for caches: grows when they are counted again
}

LAST = {("conversations", "last_message_id"): "messages"}  # summed up anew


def told(folder):
    """Table -> how often each row stands in it."""
    rows = {shape.name: list(_rows(folder, shape.name)) for shape in CARRIED}
    names = _names(rows)
    return {
        name: Counter(json.dumps(_told(name, row, names), sort_keys=True) for row in rows[name] if _kept(row, names))
        for name in rows
    }  # fmt: skip


def _rows(folder, name):
    with (folder / "tables" / f"{name}.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _names(rows):
    people = {row["member_id"]: row["handle"] for row in rows["accounts"]}
    names = {
        "accounts": {row["id"]: row["handle"] for row in rows["accounts"]},
        "members": {
            row["id"]: people.get(row["id"]) or f"{row['name']} {row['created_at']}" for row in rows["members"]
        },
        "boards": {row["id"]: row["slug"] for row in rows["boards"]},
        "tags": {row["id"]: row["slug"] for row in rows["tags"]},
        "links": {row["id"]: row["code"] for row in rows["links"]},
        "products": {row["id"]: row["slug"] for row in rows["products"]},
        "uploads": {row["id"]: row["key"] for row in rows["uploads"]},
        "conversations": {row["id"]: f"{row['title']} {row['created_at']}" for row in rows["conversations"]},
        "import_sources": {row["id"]: f"{row['kind']} {row['site']}" for row in rows["import_sources"]},
        "identities": {row["id"]: f"{row['issuer']} {row['subject']}" for row in rows["identities"]},
    }  # fmt: skip
    names["threads"] = {
        row["id"]: f"{names['boards'][row['board_id']]} {row['created_at']} {row['title']}"
        for row in rows["threads"]
    }
    names["posts"] = {
        row["id"]: f"{names['threads'][row['thread_id']]} #{row['position']}"
        for row in rows["posts"]
    }
    names["idea_decisions"] = {
        row["id"]: f"{names['threads'][row['thread_id']]} {row['status']} {row['at']}"
        for row in rows["idea_decisions"]
    }
    names["messages"] = {
        row[
            "id"
        ]: f"{names['conversations'][row['conversation_id']]} {row['created_at']} {row['source']}"
        for row in rows["messages"]
    }
    return names


def _kept(row, names):
    """What the import itself notes is not compared."""
    source = names["import_sources"].get(row.get("source_id"), "")
    return not source.startswith("konektor ") and row.get("kind") != "konektor"


def _told(name, row, names):
    said = {
        column: value
        for column, value in row.items()
        if column != "id" and column not in CHANGED.get(name, ())
    }
    for column, target in references(table_named(name)).items():
        if said.get(column) is not None:
            said[column] = names[target][said[column]]
    for (table, column), target in LISTS.items():
        if table == name:
            said[column] = [names[target][number] for number in said[column]]
    for (table, column), target in (UNTIL | LAST).items():
        if table == name and said[column]:
            said[column] = names[target][said[column]]
    for (table, column), targets in PLACES.items():
        if table == name and said[column][:2] in ("t/", "p/"):
            said[column] = names[targets[said[column][0]]][int(said[column][2:])]
    for (table, column), inside in INSIDE.items():
        if table == name:
            said[column] = {
                key: names[inside[key]][value] if key in inside and value else value
                for key, value in said[column].items()
            }
    for (table, column), kinds in BY_KIND.items():
        if table == name and said[column] is not None:
            said[column] = names[kinds[row["kind"]]][said[column]]
    return said
