"""What Reddit keeps as text is Markdown, with three characters written as HTML."""

import re
from typing import Any

QUOTED = re.compile(r"^((?:\s*&gt;)+)", re.MULTILINE)
HEADING = re.compile(r"^(#{1,6})(?=[^#\s])", re.MULTILINE)


def words(kind: str, thing: dict[str, Any]) -> str:
    """A submission without words is the link that it shares."""
    said = str((thing.get("body") if kind == "t1" else thing.get("selftext")) or "")
    said = QUOTED.sub(lambda found: found[1].replace("&gt;", ">"), said)
    said = HEADING.sub(r"\1 ", said.replace("&lt;", "<").replace("&amp;", "&"))
    link = str(thing.get("url") or "")
    if kind == "t3" and not thing.get("is_self") and link.startswith(("http://", "https://")):
        return f"{said}\n\n<{link}>".strip()
    return said or (str(thing.get("title") or "") if kind == "t3" else "")
