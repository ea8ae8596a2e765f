"""The columns of an export: what the community observed itself, and facts with their own use policies."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from community.commons.links import network_label
from community.kernel.i18n import lazy_gettext as _l
from community.people.members import Member


@dataclass(frozen=True)
class Column:
    """`of_member` reads it from the member's row; with `fact` the winning exportable fact is looked up."""

    name: str
    label: Any
    of_member: Callable[[Member], Any] | None = None
    fact: str = ""


def _iso(moment: Any) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""


COLUMNS: dict[str, Column] = {
    column.name: column
    for column in (
        Column("member", _l("Member number"), lambda member: member.id),
        Column("handle", _l("Handle")),
        Column("name", _l("Name"), fact="name"),
        Column("email", _l("E-mail"), fact="email"),
        Column("language", _l("Language"), lambda member: member.language or ""),
        Column("city", _l("City"), fact="city"),
        Column("country", _l("Country"), fact="country"),
        Column("interests", _l("Interests"), fact="interests"),
        Column("products", _l("Products owned"), fact="products"),
        Column(
            "first_network", _l("Came from"), lambda member: network_label(member.first_network)
        ),
        Column("first_campaign", _l("First campaign"), lambda member: member.first_campaign or ""),
        Column(
            "last_network", _l("Last came from"), lambda member: network_label(member.last_network)
        ),
        Column("activity", _l("Activity"), lambda member: member.activity),
        Column("contributions", _l("Contributions"), lambda member: member.contributions),
        Column("known_since", _l("Known since"), lambda member: _iso(member.created_at)),
        Column("last_seen", _l("Last seen"), lambda member: _iso(member.last_seen_at)),
        Column("consents", _l("Consents")),
    )
}

CHOSEN_AT_FIRST = (
    "member",
    "handle",
    "name",
    "email",
    "language",
    "first_network",
    "activity",
    "contributions",
    "consents",
)
