"""What a provider said of somebody, brought into our fields: always text, always short, never trusted further."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from community.kernel import text
from community.people.accounts.addresses import tidy_or_none

from .schema import Provider

LENGTHS = {"name": 60, "handle": 80, "place": 80, "about": 500}
ADDRESSES = ("picture", "profile", "website")
LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*")


class NoSubject(ValueError):
    """The provider did not say who it is."""


@dataclass(frozen=True)
class Profile:
    """`values` by our field names; `email_verified` is True only where the provider's word counts."""

    subject: str
    values: dict[str, str] = field(default_factory=dict)
    email_verified: bool = False


def profile_of(provider: Provider, said: Any) -> Profile:
    """Raises NoSubject; whatever else is missing or strange is left out."""
    if not isinstance(said, dict):
        raise NoSubject()
    parts = [_word(_at(said, claim)) for claim in provider.subject]
    if not all(parts):
        raise NoSubject()
    found: dict[str, str] = {
        name: _value(name, [_at(said, claim) for claim in declared.from_])
        for name, declared in provider.fields.items()
    }
    values = {name: value for name, value in found.items() if value}
    proved = (
        provider.email == "claim"
        and "email" in values
        and _at(said, provider.email_verified) is True
    )
    return Profile(":".join(parts)[:255], values, proved)


def _value(name: str, said: list[Any]) -> str:
    for each in said:
        word = _word(each)
        if word and (fitting := _fitting(name, word)):
            return fitting
    return ""


def _fitting(name: str, word: str) -> str:
    if name == "email":
        return tidy_or_none(word[:254]) or ""
    if name in ADDRESSES:
        return _address(word)
    if name == "language":
        found = LANGUAGE.fullmatch(word)
        return found[1].lower() if found else ""
    return text.plain(word, LENGTHS.get(name, 80))


def _address(word: str) -> str:
    wanted = word if "://" in word else f"https://{word}"
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return ""
    good = (
        parts.scheme in ("https", "http")
        and parts.hostname
        and "." in parts.hostname
        and len(wanted) < 500
    )
    return wanted if good and not re.search(r"[\s<>\"'\\]", wanted) else ""


def _at(said: dict[str, Any], claim: str) -> Any:
    """`picture.data.url` goes into objects; a claim whose own name has dots is found too."""
    if claim in said:
        return said[claim]
    here: Any = said
    for step in claim.split("."):
        here = here.get(step) if isinstance(here, dict) else None
    return here


def _word(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    return text.plain(str(value), 2000)
