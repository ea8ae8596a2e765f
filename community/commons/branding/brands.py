"""The brand as settings, read once per version of the site."""

from dataclasses import dataclass
from typing import IO, Any

from flask import current_app

from community.commons.branding.colours import hex_of
from community.kernel import audit, images, settings, site
from community.kernel.i18n import LANGUAGES, language
from community.kernel.site import kept_with_site
from community.kernel.text import plain

HEADING_FONTS = {
    "familjen": '"Familjen Grotesk", var(--text-font)',
    "humanist": "var(--text-font)",
    "serif": '"Iowan Old Style", "Palatino Linotype", Palatino, "Noto Serif", Georgia, serif',
    "rounded": 'ui-rounded, "SF Pro Rounded", "Hiragino Maru Gothic ProN", Quicksand, Manjari, var(--text-font)',
}

TEXTS = ("tagline", "welcome")  # said in each language; the others are the same for all
ALIKE = ("name", "hue", "chroma", "accent_hue", "heading_font", "logo_key", "cover_key")


@dataclass(frozen=True)
class Brand:
    """What every page shows of the brand. Hues are degrees of OKLCH, chroma is 0 to 0.25."""

    name: str
    tagline: str
    welcome: str
    hue: int
    chroma: float
    accent_hue: int
    heading_font: str
    logo_key: str
    cover_key: str
    version: int

    @property
    def logo_url(self) -> str | None:
        return f"/brand/pictures/{self.logo_key}" if self.logo_key else None

    @property
    def cover_url(self) -> str | None:
        return f"/brand/pictures/{self.cover_key}" if self.cover_key else None

    @property
    def mail_colour(self) -> str:
        """The brand's fill as the style sheet has it in light, for mails and the icon."""
        return hex_of(0.49, self.chroma * 0.96, self.hue)

    @property
    def stylesheet_url(self) -> str:
        return f"/brand.css?v={self.version}"

    @property
    def stylesheet(self) -> str:
        font = HEADING_FONTS.get(self.heading_font, HEADING_FONTS["familjen"])
        return (
            f":root{{--brand-hue:{self.hue};--brand-chroma:{self.chroma};"
            f"--accent-hue:{self.accent_hue};--heading-font:{font}}}\n"
        )


def brand() -> Brand:
    """The brand in the reader's language; a text not written in it is said as for everybody."""
    return _brand_in(language())


def written() -> dict[str, Any]:
    """All that the brand's page edits: `tagline` for everybody, `tagline_fa` for Persian readers."""
    names = ALIKE + TEXTS
    own = {
        f"{text}_{code}": settings.read(f"brand.{text}.{code}")
        for text in TEXTS
        for code in LANGUAGES
    }
    return {name: settings.read(f"brand.{name}") for name in names} | own


def change(values: dict[str, Any], *, by: Any) -> None:
    """Change some of the brand's settings, e.g. {"name": "Norrvind", "tagline_nl": "Wie toch gaat."}."""
    values = {name: plain(it, 300) if isinstance(it, str) else it for name, it in values.items()}
    before = {name: settings.read(_setting(name)) for name in values}
    for name, value in values.items():
        settings.change(_setting(name), value)
    audit.record("brand.change", "site", None, by=by, before=before, after=values)


def change_picture(place: str, stream: IO[bytes], *, by: Any) -> None:
    """Re-encode and keep an uploaded logo or cover (`place`); raises images.PictureRefused."""
    picture = images.reencode(stream, max_side=512 if place == "logo" else 2000, thumbs=())
    key = f"{place}-{picture.digest}.{picture.extension}"
    current_app.extensions["storage"].put(f"brand/{key}", picture.data, picture.content_type)
    change({f"{place}_key": key}, by=by)


@kept_with_site
def _brand_in(code: str) -> Brand:
    alike = {name: settings.read(f"brand.{name}") for name in ALIKE}
    said = {
        text: settings.read(f"brand.{text}.{code}") or settings.read(f"brand.{text}")
        for text in TEXTS
    }
    return Brand(**alike, **said, version=site.version())


def _setting(name: str) -> str:
    """`welcome_fa` is kept as the setting brand.welcome.fa."""
    text, _, code = name.partition("_")
    return f"brand.{text}.{code}" if text in TEXTS and code else f"brand.{name}"
