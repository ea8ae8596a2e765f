"""Plain letters as HTML: paragraphs, quotes within quotes, and no encoded files."""

import re
from collections.abc import Iterator
from itertools import groupby

from markupsafe import escape

QUOTED = re.compile(r"\A(?:[ \t]?>[ \t]?)+")
ENCODED = re.compile(
    r"^begin [0-7]{3,4} (\S.{0,80})\n(?:[ -`]{1,61}\n)+?(?:`|\s)?\n?end[ \t]*$", re.MULTILINE
)
ADDRESS = re.compile(r"\b([\w.+\-]{1,64}@)[\w\-]{1,63}(?:\.[\w\-]{1,63})+")
DEEPEST = 6


def as_html(letter: str) -> str:
    """Addresses in the text lose their host: people gave them to a list, not to the web."""
    letter = ENCODED.sub(r"[\1]", letter.replace("\r\n", "\n").replace("\x00", ""))
    letter = ADDRESS.sub(r"\1…", letter)
    return "".join(_told(letter.strip("\n").split("\n")))


def _told(lines: list[str]) -> Iterator[str]:
    depth = 0
    for level, group in groupby(map(_level, lines), lambda each: each[0]):
        yield "<blockquote>" * (level - depth) + "</blockquote>" * (depth - level)
        depth = level
        yield from _paragraphs([line for _, line in group])
    yield "</blockquote>" * depth


def _level(line: str) -> tuple[int, str]:
    found = QUOTED.match(line)
    if not found:
        return 0, line
    return min(found[0].count(">"), DEEPEST), line[found.end() :]


def _paragraphs(lines: list[str]) -> Iterator[str]:
    for filled, group in groupby(lines, lambda line: bool(line.strip())):
        if filled:
            yield f"<p>{'<br>'.join(str(escape(line.rstrip())) for line in group)}</p>"
