"""Turns parsed Markdown into what our pages allow: link rules, pictures, mentions, task boxes, levels of headings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from markdown_it.token import Token
from markupsafe import escape

from community.kernel.text.addresses import REL, host_of, link_to, own_picture

DEEPEST_EMPHASIS = 8
EMPHASIS = {"em": "em", "strong": "strong", "s": "s"}
TASKS = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}
PICTURE = "🖼"

Resolve = Callable[[set[str]], Mapping[str, str]]


@dataclass
class Findings:
    """What was met on the way through the tokens."""

    site: str | None = None
    links: dict[str, None] = field(default_factory=dict)
    images: dict[str, None] = field(default_factory=dict)
    mentions: dict[str, None] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)


def shape(tokens: list[Token], findings: Findings, resolve: Resolve | None) -> None:
    known = resolved(tokens, resolve)
    for place, token in enumerate(tokens):
        if token.type == "inline":
            in_item = place > 1 and tokens[place - 2].type == "list_item_open"
            shape_line(token, findings, known, in_item)
        elif token.type in ("fence", "code_block"):
            findings.text.append(token.content)
        else:
            shape_block(token)


def resolved(tokens: list[Token], resolve: Resolve | None) -> Mapping[str, str]:
    """Addresses of the people named, asked once for the whole text."""
    if resolve is None:
        return {}
    handles = {
        child.info for token in tokens for child in token.children or () if child.type == "mention"
    }
    return resolve(handles) if handles else {}


def shape_block(token: Token) -> None:
    if token.tag == "h1":
        token.tag = "h2"
    align = str(token.attrs.pop("style", ""))
    if align:
        token.attrs["class"] = "align-" + align.removeprefix("text-align:")


def shape_line(line: Token, findings: Findings, known: Mapping[str, str], in_item: bool) -> None:
    shaped: list[Token] = []
    link_depth = 0
    for token in within_reach(line.children or []):
        link_depth += (token.type == "link_open") - (token.type == "link_close")
        if token.type == "link_open":
            shape_link(token, findings)
        if token.type == "image":
            shaped.append(shape_picture(token, findings, inside_link=link_depth > 0))
        elif token.type == "mention":
            shaped.append(shape_mention(token, findings, known))
        else:
            shaped.append(token)
    if in_item and shaped and shaped[0].type == "text" and shaped[0].content[:4] in TASKS:
        shaped[0].content = TASKS[shaped[0].content[:4]] + shaped[0].content[4:]
    line.children = shaped
    findings.text.append("".join(map(words_of, shaped)))


def within_reach(tokens: list[Token]) -> list[Token]:
    """Emphasis deeper than anyone reads is taken out; its words stay."""
    kept: list[Token] = []
    open_marks: list[bool] = []
    shown = 0
    for token in tokens:
        if token.tag not in EMPHASIS:
            kept.append(token)
        elif token.nesting == 1:
            open_marks.append(shown < DEEPEST_EMPHASIS)
            shown += open_marks[-1]
            kept += [token] * open_marks[-1]
        elif open_marks.pop():
            shown -= 1
            kept.append(token)
    return kept


def shape_link(token: Token, findings: Findings) -> None:
    link = link_to(str(token.attrs.get("href", "")), site=findings.site)
    token.attrs = {**token.attrs, "href": link.href if link else "#"}
    if link and link.external:
        token.attrs["rel"] = REL
    if link:
        findings.links[link.href] = None


def shape_picture(token: Token, findings: Findings, *, inside_link: bool) -> Token:
    """Our own media is shown; a picture elsewhere is a link, so that reading a page asks no other host."""
    source, words = str(token.attrs.get("src", "")), "".join(map(words_of, token.children or []))
    path = own_picture(source, site=findings.site)
    if path:
        findings.images[path] = None
        return made_html(picture_html(path, words), words)
    link = link_to(source, site=findings.site)
    label = picture_label(words, source)
    if link is None or inside_link:
        return made_html(str(escape(label)), label)
    findings.links[link.href] = None
    return made_html(picture_link_html(link.href, label, external=link.external), label)


def picture_html(path: str, words: str) -> str:
    loading = 'loading="lazy" decoding="async" referrerpolicy="no-referrer"'
    return f'<img src="{escape(path)}" alt="{escape(words)}" {loading}>'


def picture_label(words: str, source: str) -> str:
    return " ".join(
        filter(None, [PICTURE, ", ".join(filter(None, [words.strip(), host_of(source)]))])
    )


def picture_link_html(href: str, label: str, *, external: bool) -> str:
    rel = f' rel="{REL}"' if external else ""
    return f'<a class="remote-picture" href="{escape(href)}"{rel}>{escape(label)}</a>'


def shape_mention(token: Token, findings: Findings, known: Mapping[str, str]) -> Token:
    address = known.get(token.info)
    if address is None:
        return made_text(token.content)
    findings.mentions[token.info] = None
    return made_html(
        f'<a class="mention" href="{escape(address)}">{escape(token.content)}</a>', token.content
    )


def made_html(html: str, words: str) -> Token:
    return Token("html_inline", "", 0, content=html, meta={"words": words})


def made_text(words: str) -> Token:
    return Token("text", "", 0, content=words)


def words_of(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "image":
        return "".join(map(words_of, token.children or []))
    return str(token.meta.get("words", "")) if token.type == "html_inline" else token.content
