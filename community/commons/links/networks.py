"""The networks a link may belong to; `direct`, `search` and `newsletter` are kinds of arrival like them."""

from community.kernel.i18n import lazy_gettext as _l

NETWORKS = {
    "facebook": "Facebook",
    "instagram": "Instagram",
    "tiktok": "TikTok",
    "youtube": "YouTube",
    "x": "X",
    "reddit": "Reddit",
    "linkedin": "LinkedIn",
    "whatsapp": "WhatsApp",
    "telegram": "Telegram",
    "discord": "Discord",
    "mastodon": "Mastodon",
    "bluesky": "Bluesky",
    "pinterest": "Pinterest",
    "twitch": "Twitch",
    "line": "LINE",
    "kakaotalk": "KakaoTalk",
    "vk": "VK",
    "newsletter": _l("Newsletter"),
    "search": _l("Search engines"),
    "print": _l("Print and packaging"),
    "event": _l("Events and shops"),
    "direct": _l("Direct"),
    "other": _l("Other"),
}


# No link leads here from an import, but people come by it.
ARRIVALS = {**NETWORKS, "import": _l("Import")}


def network_label(network: str | None) -> str:
    return str(ARRIVALS.get(network or "direct", network))
