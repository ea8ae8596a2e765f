"""Short pieces of a text: the beginning, and the places where the searched words stand."""

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

MOST_TERMS = 20
LONGEST_TERM = 100


def excerpt(text: str, length: int) -> str:
    """The beginning on one line, at most `length` characters, cut between words and ended by `…`."""
    line = " ".join(text[: length * 4 + 200].split())
    if len(line) <= length:
        return line
    room = line[: length - 1]
    words = room if line[length - 1] == " " else room.rpartition(" ")[0]
    return (words if len(words) > length // 2 else room).rstrip(" ,;:-–") + "…"


def highlight(text: str, terms: Iterable[str]) -> Markup:
    """The text as safe HTML with each term inside `<mark>`, whatever its case."""
    known = [t[:LONGEST_TERM] for t in terms if t.strip()][:MOST_TERMS]
    if not known:
        return escape(text)
    longest_first = sorted(map(re.escape, known), key=len, reverse=True)
    pieces = re.split(f"({'|'.join(longest_first)})", text, flags=re.IGNORECASE)
    marked = (
        Markup("<mark>%s</mark>") % piece if place % 2 else escape(piece)
        for place, piece in enumerate(pieces)
    )
    return Markup("").join(marked)
