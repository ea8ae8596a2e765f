"""The people: accounts, what they told us, how they sign in and what they agreed to."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from babel import Locale

from community.kernel import clock, text
from community.people import accounts, consent, members
from community.people.accounts import Account

from . import content

FAN_TO_TRY = "dave_from_leeds"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike
ISSUERS = {
    "facebook": "https://www.facebook.com",
    "github": "https://github.com",
    "google": "https://accounts.google.com",
}
MORE_FIELDS = {"locale": "language"}


def enter(now: datetime) -> tuple[dict[str, Account], dict[str, str]]:
    """Everybody by handle, and the fresh passwords of those to sign in as."""
    who, passwords = {}, {}
    people = content.read("people.toml")["person"]
    for person in sorted(people, key=lambda each: -each["joined_days_ago"]):
        handle = person["handle"]
        if person["role"] != "fan" or handle == FAN_TO_TRY:
            passwords[handle] = fresh_password()
        joined = now - content.days(person["joined_days_ago"])
        with clock.past(joined):
            who[handle] = _join(person, passwords.get(handle), joined)
        with clock.past(joined + timedelta(minutes=4)):
            _tell_about_oneself(who[handle], person)
    order = [each["handle"] for each in people if each["handle"] in passwords]
    return who, {handle: passwords[handle] for handle in order}


def fresh_password() -> str:
    """Three groups of four, 59 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def _join(person: dict[str, Any], password: str | None, joined: datetime) -> Account:
    account = accounts.create(
        person["handle"], person["name"], email=f"{person['handle']}@example.org", password=password,
        role=person["role"], confirmed=True, language=person["language"], created_at=joined,
    )  # fmt: skip
    account.title, account.level = person.get("title", ""), person.get("level", 0)
    account.place, account.about = person["city"], person["about"]
    account.about_html = text.render(person["about"]).html if person["about"] else ""
    account.last_seen_at = joined
    for purpose in person["consents"]:
        consent.give(account.member_id, purpose, "/sign-up", by=account)
    if "provider" in person:
        _link(account, **person["provider"])
    return account


def _link(account: Account, key: str, subject: str, fields: dict[str, Any]) -> None:
    """The social login, and what its network said."""
    said = {MORE_FIELDS.get(name, name): str(value) for name, value in fields.items() if value}
    if "language" in said:
        said["language"] = said["language"][:2]
    identity = members.add_identity(
        account.member_id, key, ISSUERS[key], subject, account_id=account.id,
        verified_at=account.created_at, agreed=sorted(said),
    )  # fmt: skip
    for field, value in said.items():
        members.note(
            account.member_id, field, value, method="provider", source=key, identity_id=identity.id,
            uses=members.uses_of(key, field), at=account.created_at,
        )  # fmt: skip


def _tell_about_oneself(account: Account, person: dict[str, Any]) -> None:
    told = {
        "city": person["city"],
        "country": Locale("en").territories.get(person["country"], ""),
        "interests": ", ".join(person["interests"]),
        "sports": ", ".join(person["sports"]),
        "products": ", ".join(person["products_owned"]),
    }
    for field, value in told.items():
        if value:
            members.note(
                account.member_id,
                field,
                value,
                method="declared",
                source="fan",
                by=account,
                at=clock.now(),
            )
    if "ambassador" in person.get("badges", ()):
        members.note(
            account.member_id, "ambassador", "yes", method="staff", source="staff", at=clock.now()
        )
