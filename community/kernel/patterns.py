"""What stands on a page twenty times: its macro draws each kind of it once, with marks; the rest is filling in.

A thing that repeats says `variant` (all that the macro's conditions ask), `marked(mark)` (itself with marks in
place of its texts) and `texts` (what belongs there, in the order of the marks, already escaped).
"""

import re
from collections.abc import Callable
from typing import Any, Protocol

from flask import current_app
from markupsafe import Markup

MOST_KEPT = 1000
MARK = re.compile("\ufdd0(\\d+)\ufdd1")


class Repeated(Protocol):
    @property
    def variant(self) -> Any: ...
    @property
    def texts(self) -> tuple[Any, ...]: ...
    def marked(self, mark: Callable[[int], Markup]) -> Any: ...


def repeated(thing: Any, macro: Any, say: dict[str, Any], *options: Any) -> Markup:
    """What `macro(thing, say, *options)` gives. `say` are the page's words in one language."""
    if not hasattr(thing, "variant"):
        return Markup(macro(thing, say, *options))  # noqa: S704 - a macro's own HTML
    kept: dict[Any, Pattern] = current_app.extensions.setdefault("patterns", {})
    key = (macro.name, say["language"], thing.variant, options)
    pattern = kept.get(key) or _keep(kept, key, str(macro(thing.marked(_mark), say, *options)))
    return pattern.filled(thing.texts)


def _keep(kept: dict[Any, "Pattern"], key: Any, html: str) -> "Pattern":
    if len(kept) >= MOST_KEPT:
        kept.clear()
    kept[key] = Pattern(html)
    return kept[key]


class Pattern:
    """HTML with places in it: `before %s between %s after`, and which text goes to which place."""

    __slots__ = ("_form", "_places")

    def __init__(self, html: str):
        self._places = [int(found) for found in MARK.findall(html)]
        self._form = MARK.sub("%s", html.replace("%", "%%"))

    def filled(self, texts: tuple[Any, ...]) -> Markup:
        return Markup(self._form % tuple([texts[place] for place in self._places]))  # noqa: S704 - both are HTML


def _mark(place: int) -> Markup:
    """Two characters that no text can hold, because Unicode keeps them for programs."""
    return Markup(f"\ufdd0{place}\ufdd1")  # noqa: S704 - a number
