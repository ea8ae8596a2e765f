"""Our Markdown is CommonMark: every example of the specification, up to what we do not allow on a page."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from community.kernel.text import render

SPECIFICATION = Path(__file__).parents[3] / "shared/data/commonmark/spec-0.31.2.json"
DIFFERENT_ON_PURPOSE = {
    "raw HTML is text": {"HTML blocks", "Raw HTML"}
    | {21, 31, 201, 308, 309, 344, 475, 476, 477, 491, 494, 524, 536, 642, 643},
    "a picture elsewhere is a link": {"Images", 517, 520, 531},
    "links go to the web, to mail and to telephones": {500, 596, 598, 599, 601},
    "a bare address is a link": {602, 608, 611},
}
VOID = {"br", "hr", "img"}


class Structure(HTMLParser):
    """Tags, addresses and words in order, without the attributes and blanks that may differ."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.verbatim = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.verbatim += tag == "pre"
        shown = [f"{name}={given[name]}" for name in ("href", "start", "title") if given.get(name)]
        self.parts.append(f"<{' '.join(['h2' if tag == 'h1' else tag, *shown])}>")

    def handle_endtag(self, tag: str) -> None:
        self.verbatim -= tag == "pre"
        if tag not in VOID:
            self.parts.append(f"</{'h2' if tag == 'h1' else tag}>")

    def handle_data(self, data: str) -> None:
        words = data if self.verbatim else re.sub(r"\s+", " ", data)
        if self.parts and not self.parts[-1].startswith("<"):
            words = self.parts.pop() + words
        if words.strip() or self.verbatim:
            self.parts.append(words if self.verbatim else words.strip())


def structure(html: str) -> list[str]:
    parser = Structure()
    parser.feed(html)
    parser.close()
    return [part for part in parser.parts if part]


def examples() -> list[dict]:
    left_out = set().union(*DIFFERENT_ON_PURPOSE.values())
    known = json.loads(SPECIFICATION.read_text()) if SPECIFICATION.exists() else []
    return [one for one in known if not left_out & {one["example"], one["section"]}]


@pytest.mark.skipif(not SPECIFICATION.exists(), reason="the shared data folder is absent")
def test_there_are_enough_examples() -> None:
    assert len(examples()) == 540


@pytest.mark.parametrize(
    "example", examples(), ids=lambda one: f"{one['example']}-{one['section']}"
)
def test_examples_of_the_specification(example: dict) -> None:
    assert structure(render(example["markdown"]).html) == structure(example["html"])
