"""Text: Markdown and foreign HTML to safe HTML, clean names, slugs, look-alikes, excerpts and differences."""

from community.kernel.text.backwards import to_markdown
from community.kernel.text.changes import Change, diff
from community.kernel.text.excerpts import excerpt, highlight
from community.kernel.text.foreign import from_html
from community.kernel.text.lines import clean_block, clean_line, plain, visible
from community.kernel.text.names import skeleton, slugify
from community.kernel.text.refusals import BadText, TextMissing, TextTooLong
from community.kernel.text.rendered import VERSION, Rendered
from community.kernel.text.rendering import LONGEST_TEXT, render

__all__ = [
    "LONGEST_TEXT",
    "VERSION",
    "BadText",
    "Change",
    "Rendered",
    "TextMissing",
    "TextTooLong",
    "clean_block",
    "clean_line",
    "diff",
    "excerpt",
    "from_html",
    "highlight",
    "plain",
    "render",
    "skeleton",
    "slugify",
    "to_markdown",
    "visible",
]
