"""What fans say about themselves on their own record."""

from typing import Any

from sqlalchemy import select

from community.kernel import text
from community.kernel.db import db
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Invalid, NotFound

from . import passports
from .models import Fact

OWN_PLACE = {  # where the fan changes these; everything else is corrected on the record itself
    "name": "/settings/profile", "place": "/settings/profile", "website": "/settings/profile", "about": "/settings/profile",
    "picture": "/settings/profile", "email": "/settings/account", "language": "/settings/account",
    "handle": "/settings/identities", "profile": "/settings/identities",
}  # fmt: skip
DECLARABLE = ("birthday", "gender", "occupation", "country", "interests", "sports", "products")


class ValueMissing(Invalid):
    sentence = _l("Write what is right, or withdraw the value.")


def declare(member_id: int, field: str, value: str, *, by: Any) -> Fact:
    """The fan's own word: it wins over everything else said of this field."""
    known = select(Fact.id).where(Fact.member_id == member_id, Fact.field == field).limit(1)
    if field in OWN_PLACE or (field not in DECLARABLE and not db.session.execute(known).first()):
        raise NotFound()
    clean = text.clean_line(value, 200, empty=True)
    if not clean:
        raise ValueMissing(fields={"value": ValueMissing.sentence})
    return passports.note(member_id, field, clean, method="declared", source="fan", by=by)


def keep_declared(member_id: int, values: dict[str, str], *, by: Any) -> None:
    """Bring the fan's own facts in line with what they wrote on their profile; an emptied field is withdrawn."""
    mine = {
        fact.field: fact
        for fact in reversed(passports.facts(member_id))
        if fact.method == "declared"
    }
    for field, value in values.items():
        if field in mine and mine[field].value != value:
            passports.withdraw(mine[field], by)
        if value and (field not in mine or mine[field].value != value):
            passports.note(member_id, field, value, method="declared", source="fan", by=by)


def withdraw(member_id: int, fact_id: int, *, by: Any) -> None:
    """Only one's own; raises NotFound."""
    fact = db.session.get(Fact, fact_id)
    if fact is None or fact.member_id != member_id:
        raise NotFound()
    passports.withdraw(fact, by)
