"""Reads a page as a browser would and says what in it is more than text."""

from html.parser import HTMLParser

RUNS = ("javascript:", "vbscript:", "data:text")


class Page(HTMLParser):
    """`bad`: every tag and attribute through which somebody's words could act."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if any(name.startswith("on") for name in given) or "style" in given or "srcdoc" in given:
            self.bad.append(f"<{tag} {given}>")
        if tag == "script" and "src" not in given and given.get("type") != "application/ld+json":
            self.bad.append(f"<script> {given}")
        if tag in ("iframe", "object", "embed", "base", "marquee", "style", "applet"):
            self.bad.append(f"<{tag}>")
        for name in ("href", "src", "action", "formaction", "data", "poster"):
            value = given.get(name, "").strip().lower()
            if value.startswith(RUNS) or (
                name in ("src", "action", "formaction")
                and value.startswith(("http:", "https:", "//"))
            ):
                self.bad.append(f"<{tag} {name}={value[:80]}>")
        if given.get("src") == "x" or "xss" in given or "pwned" in given:
            self.bad.append(f"<{tag} {given}>")
