"""Markdown that a person wrote -> HTML that is safe in every page, feed and mail."""

from markdown_it.renderer import RendererHTML
from markdown_it.utils import OptionsDict

from community.kernel.text.cleaner import clean
from community.kernel.text.lines import clean_block, visible
from community.kernel.text.parser import parse
from community.kernel.text.rendered import Rendered
from community.kernel.text.shaping import Findings, Resolve, shape

LONGEST_TEXT = 32_000
RENDERER = RendererHTML()
OPTIONS = OptionsDict({"maxNesting": 24, "html": False, "linkify": False, "typographer": False, "quotes": "",
                       "xhtmlOut": False, "breaks": False, "langPrefix": "language-", "highlight": None})  # fmt: skip


def render(markdown: str, *, mentions: Resolve | None = None, site: str | None = None) -> Rendered:
    """`mentions` turns the handles found into {handle: address}; `site` is our base URL. Raises BadText, TextTooLong."""
    tokens = parse(clean_block(markdown, LONGEST_TEXT, empty=True))
    findings = Findings(site=site)
    shape(tokens, findings, mentions)
    html = clean(visible(RENDERER.render(tokens, OPTIONS, {})))
    text = visible("\n".join(part.strip("\n") for part in findings.text)).strip()
    return Rendered(
        html, text, tuple(findings.links), tuple(findings.images), tuple(findings.mentions)
    )
