"""Links that stand alone in a paragraph become cards; those of a few providers become films to click on."""

import re
from html import unescape

from markupsafe import Markup

from community.commons.previews.looking_up import known
from community.commons.previews.models import LinkPreview
from community.commons.previews.providers import provider_of

MOST = 10
ALONE = re.compile(r'^<p><a href="(https?://[^"]+)" rel="([^"]*)">([^<]*)</a></p>$', re.MULTILINE)


def alone(html: str) -> list[str]:
    """The first ten addresses that stand alone in a paragraph as they are, each once."""
    found = [unescape(link[1]) for link in ALONE.finditer(html) if _bare(link)]
    return list(dict.fromkeys(found))[:MOST]


def dressed(html: str) -> str:
    addresses = alone(html)
    if not addresses:
        return html
    told = known(addresses)
    cards = {each: card(each, told.get(each)) for each in addresses}

    def swap(link: re.Match[str]) -> str:
        return (cards.get(unescape(link[1])) or link[0]) if _bare(link) else link[0]

    return ALONE.sub(swap, html)


def card(address: str, told: LinkPreview | None) -> str:
    """Words and our own picture; empty where there is nothing to show."""
    provider = provider_of(address)
    if told is None and provider is None:
        return ""
    title, about, site = (told.title, told.about, told.site) if told else (address, "", "")
    player = Markup(' data-embed="{}"').format(provider.player_of(address)) if provider else ""
    return Markup(
        '<a class="linkcard{}" href="{}" rel="nofollow ugc noopener"{}>{}'
        '<span class="linkcard__words"><strong dir="auto">{}</strong>{}<small dir="auto">{}</small></span></a>'
    ).format(
        " linkcard--film" if provider else "", address, player, _picture(told), title,
        Markup('<span dir="auto">{}</span>').format(about) if about else "",
        provider.name if provider else site,
    )  # fmt: skip


def _picture(told: LinkPreview | None) -> Markup:
    if told is None or not told.picture_key:
        return Markup("")
    return Markup(
        '<img class="linkcard__picture" src="/media/{}" alt="" width="{}" height="{}" loading="lazy" decoding="async">'
    ).format(told.picture_key, told.width, told.height)


def _bare(link: re.Match[str]) -> bool:
    """Whoever gave the link words of their own wants those words."""
    return unescape(link[3]).rstrip("/") == unescape(link[1]).rstrip("/")
