"""Whose films play in our pages, after a click: only these may be framed, as the content security policy says."""

import re
from typing import NamedTuple
from urllib.parse import quote

from community.kernel.hardening import FRAMED


class Provider(NamedTuple):
    """`address` finds the film's id; `player` and `told` (oEmbed, JSON) are asked with it."""

    name: str
    address: re.Pattern[str]
    player: str
    told: str

    def player_of(self, address: str) -> str:
        found = self.address.match(address)
        return self.player.format(found[1]) if found else ""

    def told_at(self, address: str) -> str:
        return self.told.format(quote(address, safe=""))


YOUTUBE, VIMEO, DAILYMOTION, SPOTIFY = FRAMED
PROVIDERS = (
    Provider(
        "YouTube",
        re.compile(
            r"https?://(?:(?:www\.|m\.)?youtube\.com/(?:watch\?(?:[^#\s]{0,200}&)?v=|shorts/|live/)|youtu\.be/)([\w-]{11})(?![\w-])"
        ),
        f"{YOUTUBE}/embed/{{}}?autoplay=1",
        "https://www.youtube.com/oembed?format=json&url={}",
    ),
    Provider(
        "Vimeo",
        re.compile(r"https?://(?:www\.)?vimeo\.com/(\d{5,12})(?!\d)"),
        f"{VIMEO}/video/{{}}?autoplay=1&dnt=1",
        "https://vimeo.com/api/oembed.json?url={}",
    ),
    Provider(
        "Dailymotion",
        re.compile(r"https?://(?:www\.)?(?:dailymotion\.com/video/|dai\.ly/)([a-z0-9]{5,10})\b"),
        f"{DAILYMOTION}/player.html?video={{}}",
        "https://www.dailymotion.com/services/oembed?format=json&url={}",
    ),
    Provider(
        "Spotify",
        re.compile(
            r"https?://open\.spotify\.com/((?:track|episode|album|playlist|show)/[A-Za-z0-9]{22})\b"
        ),
        f"{SPOTIFY}/embed/{{}}",
        "https://open.spotify.com/oembed?url={}",
    ),
)


def provider_of(address: str) -> Provider | None:
    return next((each for each in PROVIDERS if each.address.match(address)), None)
