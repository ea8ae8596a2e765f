"""Who sees what of somebody: each decides part by part, and every page asks here."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from community.kernel.db import db
from community.kernel.i18n import lazy_gettext as _l

from .models import ProfileChoice

AUDIENCES = {
    "everyone": _l("Everybody"),
    "signed_in": _l("People who are signed in"),
    "nobody": _l("Only me"),
}


@dataclass(frozen=True)
class Field:
    name: str
    label: Any
    default: str = "everyone"


FIELDS = {
    each.name: each
    for each in (
        Field("about", _l("About you")),
        Field("place", _l("Place")),
        Field("website", _l("Website")),
        Field("networks", _l("Your accounts on networks"), "nobody"),
        Field("boards", _l("Boards and topics you write in")),
        Field("year", _l("A year of activity")),
        Field("badges", _l("Badges and level")),
        Field("directory", _l("Being found in the directory and in search")),
    )
}


def seen(account_id: int, reader: Any) -> frozenset[str]:
    """The names of the fields that this reader may see."""
    if reader.id == account_id:
        return frozenset(FIELDS)
    return frozenset(name for name, audience in of(account_id).items() if _lets(audience, reader))


def of(account_id: int) -> dict[str, str]:
    """Field -> audience, defaults included."""
    return of_many([account_id])[account_id]


def of_many(account_ids: Collection[int]) -> dict[int, dict[str, str]]:
    """With one statement."""
    defaults = {name: field.default for name, field in FIELDS.items()}
    found = {each: dict(defaults) for each in account_ids}
    rows = select(ProfileChoice.account_id, ProfileChoice.field, ProfileChoice.audience)
    for row in db.session.execute(rows.where(ProfileChoice.account_id.in_(account_ids))):
        if row.field in defaults:
            found[row.account_id][row.field] = row.audience
    return found


def seen_of_many(account_ids: Iterable[int], reader: Any) -> dict[int, frozenset[str]]:
    chosen = of_many(list(account_ids))
    return {
        account_id: frozenset(FIELDS)
        if account_id == reader.id
        else frozenset(name for name, audience in fields.items() if _lets(audience, reader))
        for account_id, fields in chosen.items()
    }


def hidden_from(reader: Any, field: str = "directory") -> Select[Any]:
    """Ids of the accounts whose `field` this reader may not see; for `not_in`. Its default must be everyone."""
    closed = ("nobody",) if reader.signed_in else ("nobody", "signed_in")
    return select(ProfileChoice.account_id).where(
        ProfileChoice.field == field,
        ProfileChoice.audience.in_(closed),
        ProfileChoice.account_id != (reader.id or 0),
    )


def choose(account_id: int, chosen: dict[str, str]) -> None:
    for name, audience in chosen.items():
        if name in FIELDS and audience in AUDIENCES:
            db.session.merge(ProfileChoice(account_id=account_id, field=name, audience=audience))


def _lets(audience: str, reader: Any) -> bool:
    return audience == "everyone" or (audience == "signed_in" and reader.signed_in)
