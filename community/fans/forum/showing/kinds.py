"""What a thread's kind shows under its opening post."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from community.fans.forum import offering


def shown_kind(thread: Any, rows: Sequence[Any], opening: Any, reader: Any) -> dict[str, Any]:
    """The kind's template with what it shows, where the opening post is shown; `linked` is for search engines."""
    kind = offering.named(thread.kind)
    shown = kind.load(thread, reader, rows[0]) if kind.load and opening else None
    if shown is None:
        return {"kind_template": "", "kind_linked": None}
    shown["author_name"] = Markup(opening.author_name).unescape()  # noqa: S704 - only its words
    linked = kind.linked(thread, shown) if kind.linked and not thread.hidden_at else None
    return {"kind_template": kind.template, "shown": shown, "kind_linked": linked}
