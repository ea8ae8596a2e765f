"""The text of a post: the Markdown it was written in where ours says the same of it, else its HTML."""

import re
from dataclasses import dataclass

from community.kernel import text
from community.kernel.text import Rendered

NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Told:
    source: str
    format: str
    rendered: Rendered


class Untellable(Exception):
    """With the code of the reason."""


def of_post(body: str, markdown: str | None, base: str | None) -> Told:
    """Raises Untellable. `base` is the address the post stood at, for its relative links."""
    try:
        shown = text.from_html(body, base_url=base)
    except text.TextTooLong:
        raise Untellable("too_long") from None
    if not shown.text.strip() and not shown.images:
        raise Untellable("empty")
    return _as_written(markdown, shown, base) or Told(body, "html", shown)


def of_comment(markdown: str) -> Told:
    """Comments were written in Markdown and never kept as HTML."""
    try:
        source = text.clean_block(markdown, text.LONGEST_TEXT)
        return Told(source, "markdown", text.render(source))
    except text.TextTooLong:
        raise Untellable("too_long") from None
    except (text.TextMissing, text.BadText):
        raise Untellable("empty") from None


def _as_written(markdown: str | None, shown: Rendered, base: str | None) -> Told | None:
    """HTML inside Markdown, footnotes and the like would be lost, so the words are compared."""
    if not markdown or (base and re.search(r"\]\(/|\]: */", markdown)):
        return None
    try:
        source = text.clean_block(markdown, text.LONGEST_TEXT)
        rendered = text.render(source)
    except (text.TextTooLong, text.TextMissing, text.BadText):
        return None
    same = _words(rendered.text) == _words(shown.text) and len(rendered.links) == len(shown.links)
    return Told(source, "markdown", rendered) if same else None


def _words(said: str) -> str:
    return NO_WORD.sub("", said)


def title_of(title: str | None, shown: Rendered) -> str:
    """One line of 3 to 200 characters."""
    line = text.excerpt(text.plain(title or "", 1000), 200) or text.excerpt(shown.text, 80)
    return line if len(line) >= 3 else f"{line} …".strip().ljust(3, ".")


def tags_of(tags: str | None) -> tuple[str, ...]:
    """`<wax><c#>` or `|wax|c#|` -> ("wax", "c-sharp")."""
    names = [name for name in re.split(r"[<>|]+", tags or "") if name]
    return tuple(name.replace("#", "-sharp").replace("+", "-plus").lstrip("-.") for name in names)
