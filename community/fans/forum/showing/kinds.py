"""What a thread's kind shows under its opening post."""

from collections.abc import Sequence
from typing import Any

from community.fans.forum import offering


def shown_kind(
    page: dict[str, Any], rows: Sequence[Any], first: int, reader: Any
) -> dict[str, Any]:
    """The kind's template with what it shows, on the first page only; `linked` is for search engines."""
    thread, kind = page["thread"], offering.named(page["thread"].kind)
    opening = rows[0] if first == 1 and rows and rows[0].position == 1 else None
    shown = kind.load(thread, reader, opening) if kind.load and opening else None
    if shown is None:
        return {"kind_template": "", "linked": None}
    shown["author_name"] = page["posts"][0].author_name
    linked = kind.linked(thread, shown) if kind.linked and not thread.hidden_at else None
    return {"kind_template": kind.template, "shown": shown, "linked": linked}
