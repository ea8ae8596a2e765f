"""What stands on a page twenty times: its macro draws each kind of it once, with marks; the rest is filling in."""

import re
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

from flask import current_app
from markupsafe import Markup

from community.kernel.i18n import language

MOST_KEPT = 1000
MARK = re.compile("\ufdd0(\\w+)\ufdd1")


class Repeated:
    """`texts` stand in the HTML as they are, so they come escaped; `flags` are all else that the macro asks for.

    Two with the same flags, and with texts in the same places, share a pattern.
    """

    __slots__ = ("flags", "texts", "variant")

    def __init__(self, texts: dict[str, Any], flags: dict[str, Any]):
        self.texts, self.flags = texts, flags
        self.variant = (*map(bool, texts.values()), *flags.values())

    def __getattr__(self, name: str) -> Any:
        for known in (self.texts, self.flags):
            if name in known:
                return known[name]
        raise AttributeError(name)

    def marked(self, mark: Callable[[str], Markup]) -> Any:
        """With marks where the texts belong, as the macro gets it."""
        texts = {name: mark(name) if text else "" for name, text in self.texts.items()}
        return SimpleNamespace(**texts, **self.flags)


def repeated(things: Sequence[Any], macro: Any, say: dict[str, Any], *options: Any) -> Markup:
    """What `macro(thing, say, *options)` gives for each. `say` are the page's words in one language."""
    if things and not isinstance(things[0], Repeated):
        return Markup("\n").join(macro(thing, say, *options) for thing in things)
    kept: dict[Any, str] = current_app.extensions.setdefault("patterns", {})
    drawn, known = [], (macro.name, say.get("language"), options)
    for thing in things:
        key = (known, thing.variant)
        pattern = kept.get(key) or _keep(kept, key, macro(thing.marked(_mark), say, *options))
        drawn.append(pattern % thing.texts)
    return Markup("\n".join(drawn))  # noqa: S704 - the macro's HTML with escaped texts in it


def filled(name: str, draw: Callable[[dict[str, Any]], str], texts: dict[str, Any]) -> Markup:
    """A piece that stands once on many pages. `draw` gets marks for the texts that are not empty.

    `name` is of the piece, `texts` come escaped; it is drawn once for each language and choice of texts.
    """
    kept: dict[Any, str] = current_app.extensions.setdefault("patterns", {})
    key = (name, language(), *map(bool, texts.values()))
    pattern = kept.get(key) or _keep(
        kept, key, draw({each: _mark(each) if text else "" for each, text in texts.items()})
    )
    return Markup(pattern % texts)  # noqa: S704 - our own HTML with escaped texts in it


def _keep(kept: dict[Any, str], key: Any, html: str) -> str:
    if len(kept) >= MOST_KEPT:
        kept.clear()
    kept[key] = MARK.sub(r"%(\1)s", str(html).replace("%", "%%"))
    return kept[key]


def _mark(name: str) -> Markup:
    """Two characters that no text can hold, because Unicode keeps them for programs."""
    return Markup(f"\ufdd0{name}\ufdd1")  # noqa: S704 - a name from our own code
