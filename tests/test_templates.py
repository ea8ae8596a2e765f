"""Every word a page shows goes through gettext, so that each language is whole."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
JINJA = re.compile(
    r"{%-?\s*trans\b.*?endtrans\s*-?%}|{% block (?:kind|shape) %}.*?{% endblock %}"
    r"|{#.*?#}|{{.*?}}|{%.*?%}|[?&]\w+=",
    re.DOTALL,
)
SPOKEN = {"alt", "aria-label", "aria-description", "placeholder", "title"}
SILENT = {"code", "kbd", "script", "style"}
WORD = re.compile(r"[^\W\d_]{2,}")
# An address, a class name, a digest.
NOT_PROSE = re.compile(r"^/|--|__|^SHA-")
# Names are the same in every language.
NAMES = {
    "Konektor",
    "Markdown",
    "RSS",
    "Atom",
    "JSON",
    "CSV",
    "XLSX",
    "API",
    "OpenAPI",
    "QR",
    "SVG",
}


class Words(HTMLParser):
    """Collects (line, words) that stand in a template as they are."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        for name, value in attributes:
            if name in SPOKEN:
                self.note(value or "")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.note(data)

    def note(self, text: str) -> None:
        plain = " ".join(it for it in text.split() if not NOT_PROSE.search(it))
        words = [word for word in WORD.findall(plain) if word not in NAMES]
        if words:
            self.found.append((self.getpos()[0], " ".join(text.split())))


# The style page shows staff what parts look like, with samples for words.
PAGES = sorted(it for it in TEMPLATES.rglob("*.html") if it.name != "style.html")


@pytest.mark.parametrize("template", PAGES, ids=lambda it: str(it.relative_to(TEMPLATES)))
def test_every_word_can_be_translated(template: Path) -> None:
    reader = Words()
    # Lines are kept, so that the message names the right one.
    reader.feed(JINJA.sub(lambda it: "\n" * it[0].count("\n"), template.read_text()))
    name = template.relative_to(TEMPLATES)
    assert not reader.found, "\n".join(["", *(f"{name}:{line}: {it}" for line, it in reader.found)])
