"""What WordPress keeps is HTML whose paragraphs are often only empty lines."""

import re

BLOCKS = re.compile(r"<(?:p|div|ul|ol|table|h[1-6]|pre|blockquote|figure)\b", re.IGNORECASE)
WRITTEN = re.compile(r"<(?:p|pre)\b", re.IGNORECASE)
NOTE = re.compile(r"<!--.*?-->", re.DOTALL)
SHORT = re.compile(r"\[/?(?:caption|gallery|audio|video|embed|quote)\b[^\[\]]{0,500}\]")
EMPTY_LINES = re.compile(r"\n[ \t]*\n\s*")


def as_html(content: str) -> str:
    content = SHORT.sub("", NOTE.sub("", content.replace("\r\n", "\n"))).strip()
    if WRITTEN.search(content):
        return content
    parts = [part.strip() for part in EMPTY_LINES.split(content) if part.strip()]
    return "\n".join(part if BLOCKS.match(part) else _paragraph(part) for part in parts)


def _paragraph(part: str) -> str:
    if BLOCKS.search(part) or ("</" in part and not part.startswith("<")):
        return f"<p>{part}</p>"
    return "<p>{}</p>".format(part.replace("\n", "<br>"))
