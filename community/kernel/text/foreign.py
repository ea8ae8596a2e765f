"""HTML that somebody else wrote (imports, feeds, other servers) -> our HTML: rebuilt tag by tag, then cleaned."""

import re
from dataclasses import dataclass, field
from html import unescape

from markupsafe import escape

from community.kernel.text.addresses import REL, Link, link_to, own_picture
from community.kernel.text.cleaner import TAGS, clean_once
from community.kernel.text.lines import UNREADABLE, visible
from community.kernel.text.refusals import TextTooLong
from community.kernel.text.rendered import Rendered
from community.kernel.text.shaping import picture_html, picture_label, picture_link_html

LONGEST_FOREIGN = 200_000
DEEPEST = 24
TOKEN = re.compile(
    r"""<(?:(!--)|([!?])|(/)?([a-zA-Z][a-zA-Z0-9:\-]*)((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>)""",
)
ATTRIBUTE = re.compile(r"""([a-zA-Z]+)\s{0,9}=\s{0,9}(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""")
RENAMED = {
    **dict.fromkeys(
        (
            "div",
            "section",
            "article",
            "figure",
            "figcaption",
            "details",
            "summary",
            "dt",
            "dd",
            "center",
        ),
        "p",
    ),
    "h1": "h2",
    "b": "strong",
    "i": "em",
    "del": "s",
    "strike": "s",
    "tt": "code",
    "samp": "code",
}
UNREAD = {
    name: re.compile(f"</{name}\\b[^>]*>?", re.IGNORECASE)
    for name in [
        "script",
        "style",
        "title",
        "textarea",
        "template",
        "iframe",
        "noembed",
        "noframes",
        "noscript",
        "xmp",
        "svg",
        "math",
        "object",
        "select",
        "audio",
        "video",
    ]
}
VOID = frozenset({"br", "hr", "img"})
BLOCKS = frozenset(
    [
        "p",
        "blockquote",
        "ul",
        "ol",
        "li",
        "pre",
        "hr",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "thead",
        "tbody",
        "tr",
    ]
)
# What an opening tag ends, and what that search does not leave.
ENDS = {
    **{name: (frozenset({"p"}), frozenset({"li", "blockquote", "td", "th"})) for name in BLOCKS},
    "li": (frozenset({"li"}), frozenset({"ul", "ol"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "thead": (frozenset({"thead", "tbody"}), frozenset({"table"})),
    "tbody": (frozenset({"thead", "tbody"}), frozenset({"table"})),
    "a": (frozenset({"a"}), frozenset()),
}


def from_html(html: str, *, base_url: str | None = None, site: str | None = None) -> Rendered:
    """`base_url` is the page the text stood on, for its relative links. Raises TextTooLong above 200,000 characters."""
    if len(html) > LONGEST_FOREIGN:
        raise TextTooLong(most=LONGEST_FOREIGN)
    rebuilt = Rebuilt(base_url, site)
    rebuilt.read(UNREADABLE.sub("", html))
    text = "".join(rebuilt.words)
    lines = filter(None, (line.strip() for line in visible(text).split("\n")))
    return Rendered(
        clean_once(visible("".join(rebuilt.html))),
        "\n".join(lines),
        tuple(rebuilt.links),
        tuple(rebuilt.images),
    )


@dataclass
class Rebuilt:
    """Every tag closed in order and none too deep: nothing is left that could blow up a parser behind us."""

    base: str | None
    site: str | None
    html: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    links: dict[str, None] = field(default_factory=dict)
    images: dict[str, None] = field(default_factory=dict)

    def read(self, source: str) -> None:
        position, end = 0, len(source)
        while position < end:
            found = TOKEN.search(source, position)
            self.add_text(source[position : found.start() if found else end])
            position = self.take(found, source) if found else end
        self.close_to(0)

    def take(self, found: re.Match[str], source: str) -> int:
        """Use one tag; the answer is where reading goes on."""
        comment, declaration, closing, name, attributes = found.groups()
        if comment or declaration:
            return after(source, "-->" if comment else ">", found.end())
        name = name.lower()
        if name in UNREAD and not closing:
            rest = UNREAD[name].search(source, found.end())
            return rest.end() if rest else len(source)
        tag = RENAMED.get(name, name)
        if tag in TAGS:
            self.close(tag) if closing else self.start(tag, attributes)
        return found.end()

    def add_text(self, text: str) -> None:
        if text:
            words = unescape(text)
            self.words.append(words)
            self.html.append(str(escape(words)))

    def start(self, tag: str, attributes: str) -> None:
        self.end_implied(tag)
        if tag in BLOCKS or tag == "br":
            self.words.append("\n")
        if tag == "img":
            self.add_picture(attributes)
        elif tag in VOID:
            self.html.append(f"<{tag}>")
        elif len(self.open) < DEEPEST and (opening := self.opening(tag, attributes)):
            self.open.append(tag)
            self.html.append(opening)

    def close(self, tag: str) -> None:
        if tag in self.open:
            self.close_to(len(self.open) - 1 - self.open[::-1].index(tag))

    def end_implied(self, tag: str) -> None:
        ended, fence = ENDS.get(tag, (frozenset(), frozenset()))
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place] in ended:
                return self.close_to(place)
            if self.open[place] in fence:
                return None
        return None

    def close_to(self, depth: int) -> None:
        while len(self.open) > depth:
            tag = self.open.pop()
            if tag == "p" and self.html[-1] == "<p>":
                self.html.pop()
            else:
                self.html.append(f"</{tag}>")
            if tag in BLOCKS:
                self.words.append("\n")
            elif tag in ("td", "th"):
                self.words.append(" ")

    def opening(self, tag: str, attributes: str) -> str:
        if tag == "a":
            return self.opening_link(attributes)
        if tag in ("ol", "code") and attributes:
            name = "start" if tag == "ol" else "class"
            value = read_attributes(attributes).get(name, "")
            return f'<{tag} {name}="{escape(value)}">' if value else f"<{tag}>"
        return f"<{tag}>"

    def opening_link(self, attributes: str) -> str:
        given = read_attributes(attributes)
        link = self.link(given.get("href", ""))
        if link is None:
            return ""
        self.links[link.href] = None
        title = f' title="{escape(given["title"])}"' if given.get("title") else ""
        rel = f' rel="{REL}"' if link.external else ""
        return f'<a href="{escape(link.href)}"{title}{rel}>'

    def link(self, address: str) -> Link | None:
        return link_to(address, site=self.site, base=self.base) if address.strip() else None

    def add_picture(self, attributes: str) -> None:
        given = read_attributes(attributes)
        source, words = given.get("src", ""), given.get("alt", "")
        path = None if self.base else own_picture(source, site=self.site)
        link = None if path else self.link(source)
        label = words if path else picture_label(words, link.href if link else "")
        self.words.append(f" {label} ")
        if path:
            self.images[path] = None
            self.html.append(picture_html(path, words))
        elif link is None or "a" in self.open:
            self.html.append(str(escape(label)))
        else:
            self.links[link.href] = None
            self.html.append(picture_link_html(link.href, label, external=link.external))


def read_attributes(source: str) -> dict[str, str]:
    """The first value of each name, as browsers take it."""
    found: dict[str, str] = {}
    for match in ATTRIBUTE.finditer(source):
        name, *values = match.groups()
        found.setdefault(name.lower(), unescape(next(filter(None, values), "")))
    return found


def after(source: str, mark: str, start: int) -> int:
    place = source.find(mark, start)
    return place + len(mark) if place >= 0 else len(source)
