"""The only door to a page: what HTML a text may hold. bleach first, nh3 always last."""

import re
from functools import cache

import nh3

from community.kernel.text.addresses import REL, SCHEMES
from community.kernel.text.bleaching import Bleach

BLOCKS = {"p", "blockquote", "ul", "ol", "li", "pre", "hr", "h2", "h3", "h4", "h5", "h6"}
TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
PHRASES = {"a", "em", "strong", "s", "code", "br", "img", "sub", "sup", "kbd"}
TAGS = frozenset(BLOCKS | TABLES | PHRASES)
LANGUAGES = [
    "bash",
    "c",
    "cpp",
    "csharp",
    "css",
    "csv",
    "diff",
    "go",
    "graphql",
    "html",
    "http",
    "ini",
    "java",
    "javascript",
    "js",
    "json",
    "kotlin",
    "less",
    "lua",
    "makefile",
    "markdown",
    "md",
    "nginx",
    "perl",
    "php",
    "powershell",
    "py",
    "python",
    "r",
    "ruby",
    "rust",
    "scala",
    "scss",
    "sh",
    "shell",
    "sql",
    "swift",
    "text",
    "toml",
    "ts",
    "typescript",
    "xml",
    "yaml",
]
CLASSES = {
    "a": frozenset({"mention", "remote-picture"}),
    "code": frozenset(f"language-{name}" for name in LANGUAGES),
    "th": frozenset({"align-left", "align-center", "align-right"}),
    "td": frozenset({"align-left", "align-center", "align-right"}),
}
ATTRIBUTES = {
    "a": {"href", "title", "rel"},
    "img": {"src", "alt", "loading", "decoding", "referrerpolicy"},
    "ol": {"start"},
    "code": set(),
    "th": set(),
    "td": set(),
}
FIXED = {
    "a": {"rel": {REL}},
    "img": {"loading": {"lazy"}, "decoding": {"async"}, "referrerpolicy": {"no-referrer"}},
}
START = re.compile(r"\d{1,9}\Z")


def clean(html: str) -> str:
    """HTML made by our Markdown, twice cleaned by two unrelated parsers."""
    return clean_once(BLEACH.clean(html))


def clean_once(html: str) -> str:
    """The last step of every text, also of HTML that came from elsewhere and was rebuilt."""
    return cleaner().clean(html)


@cache
def cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes={tag: names - set(FIXED.get(tag, {})) for tag, names in ATTRIBUTES.items()},
        tag_attribute_values=FIXED,
        allowed_classes={tag: set(names) for tag, names in CLASSES.items()},
        generic_attribute_prefixes=set(),
        url_schemes=set(SCHEMES),
        link_rel=None,
        strip_comments=True,
    )


def allowed(tag: str, name: str, value: str) -> bool:
    if name == "class":
        return all(part in CLASSES.get(tag, ()) for part in value.split())
    if name in FIXED.get(tag, {}):
        return value in FIXED[tag][name]
    if (tag, name) == ("ol", "start"):
        return bool(START.match(value))
    return name in ATTRIBUTES.get(tag, ())


BLEACH = Bleach(TAGS, allowed, SCHEMES)
