from typing import Any

from community.commons.branding import brands
from community.commons.branding.permissions import PERMISSIONS
from community.commons.branding.routes import ROUTES
from community.kernel.i18n import LANGUAGES
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.room import Room
from community.kernel.settings import Setting
from community.kernel.slots import AdminPage


def context() -> dict[str, Any]:
    return {"brand": brands.brand()}


def texts_in_each_language() -> list[Setting]:
    return [
        Setting(f"brand.{text}.{code}", "", label, group="brand")
        for text, label in (("tagline", _l("Tagline")), ("welcome", _l("Welcome")))
        for code in LANGUAGES
    ]


ROOM = Room(
    "branding",
    routes=ROUTES,
    permissions=PERMISSIONS,
    context=context,
    settings=[
        Setting("brand.name", "Your community", _l("Name"), group="brand"),
        Setting("brand.tagline", "", _l("Tagline"), group="brand"),
        Setting("brand.welcome", "", _l("Welcome"), group="brand"),
        *texts_in_each_language(),
        Setting("brand.hue", 232, _l("Brand hue"), group="brand"),
        Setting("brand.chroma", 0.11, _l("Strength of the colour"), group="brand"),
        Setting("brand.accent_hue", 42, _l("Accent hue"), group="brand"),
        Setting("brand.heading_font", "familjen", _l("Heading font"), group="brand"),
        Setting("brand.logo_key", "", _l("Logo"), group="brand"),
        Setting("brand.cover_key", "", _l("Cover"), group="brand"),
    ],
    slots=[
        AdminPage(
            _l("Brand"),
            "/admin/brand",
            "palette",
            order=10,
            help=_l("Name, colours, fonts, logo and cover."),
        )
    ],
)
