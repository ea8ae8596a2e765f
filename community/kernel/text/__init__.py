"""Text: Markdown and foreign HTML to safe HTML, clean names, slugs, look-alikes, excerpts and differences."""

from .changes import Change, diff
from .excerpts import excerpt, highlight
from .foreign import from_html
from .lines import clean_block, clean_line, plain
from .names import skeleton, slugify
from .refusals import BadText, TextMissing, TextTooLong
from .rendered import VERSION, Rendered
from .rendering import LONGEST_TEXT, render

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
]
