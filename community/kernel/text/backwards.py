"""Our HTML -> Markdown, so that a text which came as HTML can be edited like any other."""

from functools import cache
from typing import Any


def to_markdown(html: str) -> str:
    """Of HTML that our own cleaner has made. Rendered again it says the same in all but odd addresses."""
    return str(_converter().convert(html)).strip()


@cache
def _converter() -> Any:
    import markdownify  # loads a whole HTML parser; few processes ever need it

    base: Any = markdownify.MarkdownConverter

    class Converter(base):  # type: ignore[misc,unused-ignore]
        def convert_a(self, element: Any, text: str, parent_tags: Any) -> str:
            if "mention" in element.get("class", ()):
                return str(element.get_text())
            return str(super().convert_a(element, text, parent_tags))

    return Converter(heading_style="ATX", bullets="-", escape_misc=True, newline_style="backslash")
