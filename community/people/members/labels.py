"""Fields, methods and uses in words, the same for the fan and for staff."""

from typing import Any

from community.kernel.i18n import LANGUAGES
from community.kernel.i18n import gettext as _
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.room import house
from community.kernel.slots import FieldUses

FIELDS: dict[str, Any] = {
    "name": _l("Name"),
    "handle": _l("Name there"),
    "email": _l("E-mail"),
    "picture": _l("Picture"),
    "locale": _l("Language at the network"),
    "language": _l("Language"),
    "city": _l("City"),
    "country": _l("Country"),
    "place": _l("Place"),
    "website": _l("Website"),
    "profile": _l("Profile there"),
    "profile_url": _l("Profile address"),
    "birthday": _l("Birthday"),
    "gender": _l("Gender"),
    "about": _l("About"),
    "interest": _l("Interest"),
    "interests": _l("Interests"),
    "sports": _l("Sports"),
    "products": _l("Products owned"),
    "phone": _l("Phone"),
    "company": _l("Company"),
    "occupation": _l("Occupation"),
    "customer_number": _l("Customer number"),
    "reputation": _l("Reputation elsewhere"),
    "badges": _l("Badges elsewhere"),
}

METHODS: dict[str, Any] = {
    "declared": _l("told by the member"),
    "staff": _l("checked by the team"),
    "provider": _l("told by a network"),
    "observed": _l("seen here"),
    "imported": _l("imported"),
    "inferred": _l("concluded"),
}

USES: dict[str, Any] = {
    "show": _l("shown to the team"),
    "segment": _l("used to form groups"),
    "export": _l("exported"),
    "message": _l("used to write to you"),
}

SOURCES: dict[str, Any] = {"fan": _l("the member"), "staff": _l("the team")}


def field(name: str) -> str:
    return str(FIELDS.get(name) or name.replace("_", " ").capitalize())


def value(name: str, said: str) -> str:
    """A value as people say it: the language `fa` is فارسی."""
    return LANGUAGES.get(said, said) if name == "language" else said


def method(name: str) -> str:
    return str(METHODS.get(name, name))


def use(name: str) -> str:
    return str(USES.get(name, name))


def source(name: str) -> str:
    """`google` -> Google, `import:stackexchange` -> imported from stackexchange."""
    if name.startswith("import:"):
        return _("imported from %(place)s", place=name.removeprefix("import:"))
    return str(SOURCES.get(name) or look(name)[0])


def look(provider: str) -> tuple[str, str]:
    """Label and icon of the network something comes from."""
    for known in house().slots.of(FieldUses):
        if found := known.look(provider):
            return found
    return provider.replace("_", " ").capitalize(), "globe"
