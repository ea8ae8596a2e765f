"""Markdown as CommonMark has it, with tables, strikethrough, bare links and @handles, and a roof on nesting."""

import re
import threading
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, list_block
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from community.kernel.text.addresses import link_to

DEEPEST_BLOCK = 16
MOST_CELLS = 4000
URL = re.compile(r"https?://[^\s<>\"'`\\^{|}\[\]]{1,1900}", re.IGNORECASE)
URL_TAIL = re.compile(r"[.,:;!?*_~]+\Z")
HANDLE = re.compile(r"@([A-Za-z0-9_][A-Za-z0-9_.\-]{1,28}[A-Za-z0-9_])(?![\w@]|[.\-]\w)")
BEFORE_HANDLE = re.compile(r"[\w@/.\-+&]")

BlockRule = Callable[[StateBlock, int, int, bool], bool]


def parse(markdown: str) -> list[Token]:
    """Tokens. A table that would unfold into thousands of cells is read as plain lines."""
    return (PARSERS.without_tables if explodes(markdown) else PARSERS.full).parse(markdown)


def explodes(markdown: str) -> bool:
    """Short rows are filled up to the width of the head, so a table may be far larger than its source."""
    cells = 0
    for stretch in markdown.split("\n\n"):
        if "|" in stretch:
            lines = stretch.split("\n")
            cells += len(lines) * max(line.count("|") for line in lines)
    return cells > MOST_CELLS


def build() -> MarkdownIt:
    options = {"html": False, "linkify": False, "xhtmlOut": False, "maxNesting": 24}
    markdown = (
        MarkdownIt("commonmark", options).enable(["table", "strikethrough"]).disable("html_inline")
    )
    blocks, inline = markdown.block.ruler, markdown.inline.ruler
    blocks.at(
        "blockquote",
        under_roof(blockquote),
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
    blocks.at("list", under_roof(list_block), {"alt": ["paragraph", "reference", "blockquote"]})
    inline.after("text", "bare_link", bare_link)
    inline.after("bare_link", "mention", mention)
    markdown.validateLink = may_be_linked  # type: ignore[assignment,method-assign]
    return markdown


def may_be_linked(url: str) -> bool:
    return link_to(url) is not None


def under_roof(rule: BlockRule) -> BlockRule:
    """Beyond the roof the marks stay as text, so that nothing written is lost."""

    def capped(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.level < DEEPEST_BLOCK and rule(state, start, end, silent)

    return capped


def bare_link(state: StateInline, silent: bool) -> bool:
    """`https://…` in running text becomes a link; the closing marks of the sentence stay outside."""
    start = scheme_before(state)
    found = URL.match(state.src, start, state.posMax) if start >= 0 else None
    if not found or state.linkLevel > 0:
        return False
    address = without_sentence_end(found[0])
    link = link_to(state.md.normalizeLink(address))
    if link is None:
        return False
    if not silent:
        state.pending = state.pending[: len(state.pending) - (state.pos - start)]
        state.push("link_open", "a", 1).attrs = {"href": link.href}
        state.push("text", "", 0).content = address
        state.push("link_close", "a", -1)
    state.pos = start + len(address)
    return True


def scheme_before(state: StateInline) -> int:
    """Where the `http` before this `://` begins, or -1."""
    if not state.src.startswith("://", state.pos):
        return -1
    for scheme in ("https", "http"):
        start = state.pos - len(scheme)
        if (
            start >= 0
            and state.src[start : state.pos].lower() == scheme
            and state.pending[-len(scheme) :].lower() == scheme
        ):
            return start if start == 0 or not state.src[start - 1].isalnum() else -1
    return -1


def without_sentence_end(address: str) -> str:
    """Take off the punctuation that ends the sentence and a bracket that the address did not open."""
    while True:
        shorter = URL_TAIL.sub("", address)
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter == address:
            return address
        address = shorter


def mention(state: StateInline, silent: bool) -> bool:
    """`@anna` becomes a token of its own; who that is, is asked once for the whole text."""
    if state.src[state.pos] != "@" or state.linkLevel > 0:
        return False
    if state.pos > 0 and BEFORE_HANDLE.match(state.src, state.pos - 1):
        return False
    found = HANDLE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("mention", "", 0)
        token.content, token.info = found[0], found[1].lower()
    state.pos = found.end()
    return True


class Parsers(threading.local):
    """One pair for each thread: a parser compiles its rules while it works."""

    def __init__(self) -> None:
        self.full, self.without_tables = build(), build().disable("table")


PARSERS = Parsers()
