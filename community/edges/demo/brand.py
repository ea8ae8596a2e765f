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
    "tagline_id": "Buat yang tetap keluar, apa pun cuacanya.",
    "welcome_id": "Anak ski, tenis, lari, dan bengkel Norrvind kumpul di sini. Tanya, jawab, protes, ajak lari bareng.",
    "tagline_de": "Für alle, die trotzdem rausgehen.",
    "welcome_de": "Ski, Tennis, Laufen und die Norrvind-Werkstatt an einem Tisch. Frag, hilf, schimpf, verabrede dich zum Laufen.",
    "tagline_nl": "Voor wie toch naar buiten gaat.",
    "welcome_nl": "Skiërs, tennissers, lopers en de werkplaats van Norrvind bij elkaar. Vraag, help, mopper, spreek af voor een rondje.",
    "tagline_fa": "برای آن‌ها که به هر حال می‌زنند بیرون.",
    "welcome_fa": "اسکی‌بازها، تنیس‌بازها، دونده‌ها و کارگاه نورویند، همه دور هم. بپرس، جواب بده، گلایه کن، قرار دویدن بگذار.",
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
