"""Our HTML -> Markdown, so that a text which came as HTML can be edited like any other."""

import re
from functools import cache
from typing import Any

MARKS = re.compile(
    r"""[\\`*\[\]|]                       # code, emphasis, links, tables
    | (?<![^\W_])_ | _(?![^\W_])          # an underscore that is not inside a word
    | ~(?=~) | (?<=~)~
    | <(?=[A-Za-z/!?]) | &(?=[#\w]+;)     # what would be read as HTML
    | !\Z                                 # before a link it would make a picture
    | ^(?:[-+>]|\#{1,6})(?=\s|\Z)         # lists, quotes and headings
    | (?<=^)[-=](?=[-=]*\s*$)             # the line under a heading
    | (?:(?<=^\d)|(?<=^\d\d)|(?<=^\d\d\d))[.)](?=\s|\Z)""",
    re.VERBOSE | re.MULTILINE,
)


def to_markdown(html: str) -> str:
    """Of HTML that our own cleaner has made. Rendered again it says the same in all but odd addresses."""
    return str(_converter().convert(html)).strip()


@cache
def _converter() -> Any:
    import markdownify  # loads a whole HTML parser; few processes ever need it

    base: Any = markdownify.MarkdownConverter

    class Converter(base):  # type: ignore[misc,unused-ignore]
        def escape(self, text: str, parent_tags: Any) -> str:
            """Only where it would be read as a mark, so that prose stays prose."""
            return MARKS.sub(lambda mark: f"\\{mark[0]}", text)

        def convert_a(self, element: Any, text: str, parent_tags: Any) -> str:
            if "mention" in element.get("class", ()):
                return str(element.get_text())
            return str(super().convert_a(element, text, parent_tags))

    return Converter(heading_style="ATX", bullets="-", newline_style="backslash")
