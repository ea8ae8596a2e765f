"""What the home page says of gatherings."""

from typing import Any

from . import finding, showing

SHOWN = 3


def coming_soon(reader: Any) -> list[dict[str, Any]]:
    """The next few that still take place."""
    rows = finding.coming(reader, limit=SHOWN + 2).rows
    return [showing.line(row, reader) for row in rows if not row.cancelled_at][:SHOWN]
