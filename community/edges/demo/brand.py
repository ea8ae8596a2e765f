"""How Norrvind looks: its words, its colour, a logo and a cover."""

from datetime import datetime
from io import BytesIO

from community.commons import branding
from community.kernel import clock
from community.people.accounts import Account

from . import content

LOOK = {
    "name": "Norrvind",
    "tagline": "For people who go out anyway.",
    "welcome": "Ski, tennis and running people, and the Norrvind workshop, in one place. Ask, answer, complain, plan a run.",
    "hue": 232,
    "chroma": 0.11,
    "accent_hue": 42,
}


def dress(who: dict[str, Account], now: datetime) -> None:
    from .painting import logo, scenes  # Pillow takes its time to load

    with clock.past(now - content.days(372.6)):
        branding.change(LOOK, by=who["lars"])
        branding.change_picture("logo", BytesIO(logo.draw()), by=who["lars"])
        branding.change_picture(
            "cover", BytesIO(scenes.paint("snow_ridge", "cover")), by=who["lars"]
        )
