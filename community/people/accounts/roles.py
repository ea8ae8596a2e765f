"""Roles: what an account may do beyond being a fan."""

from itertools import combinations
from typing import Any

from sqlalchemy import Select, select

from community.kernel import audit
from community.kernel.db import db
from community.kernel.events import announce
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.permissions import require
from community.kernel.refusals import Invalid, Refusal

from . import sign_ins
from .events import RoleGranted, RoleRevoked
from .models import Account

ROLES = ("fan", "moderator", "agent", "marketer", "admin")


class UnknownRole(Invalid):
    sentence = _l("There is no such role. Choose fan, moderator, agent, marketer or admin.")


class LastAdmin(Refusal):
    sentence = _l("This is the last administrator. Make somebody else an administrator first.")


def written(roles: set[str]) -> str:
    """How the column keeps them: sorted, `fan` only where there is nothing else."""
    unknown = roles - set(ROLES)
    if unknown:
        raise UnknownRole(fields={"role": UnknownRole.sentence})
    return " ".join(sorted(roles - {"fan"})) or "fan"


def grant_role(account: Account, role: str, *, by: Any, reason: str = "") -> None:
    """Add a role; the account signs in anew, so no old session carries it."""
    require(by, "accounts.administer", account)
    _change(account, account.roles | {role}, "role.grant", by, reason)
    announce(RoleGranted(by=by.id, member_id=account.member_id, account_id=account.id, role=role))


def revoke_role(account: Account, role: str, *, by: Any, reason: str = "") -> None:
    require(by, "accounts.administer", account)
    if role == "admin" and len(holding("admin")) < 2:
        raise LastAdmin()
    _change(account, account.roles - {role}, "role.revoke", by, reason)
    announce(RoleRevoked(by=by.id, member_id=account.member_id, account_id=account.id, role=role))


def holding(role: str) -> list[Account]:
    """Every account with this role, by name; staff are few, so the combinations of roles are asked for."""
    others = [each for each in ROLES if each not in ("fan", role)]
    sets = [
        set(chosen) | {role}
        for count in range(len(others) + 1)
        for chosen in combinations(others, count)
    ]
    query = select(Account).where(
        Account.roles_text.in_({written(each) for each in sets}), Account.erased_at.is_(None)
    )
    return list(db.session.scalars(query.order_by(Account.name)))


def of_the_team() -> Select[Any]:
    """The ids of all who hold a role, as a part of other statements."""
    return select(Account.id).where(Account.roles_text != "fan", Account.erased_at.is_(None))


def _change(
    account: Account, roles: set[str] | frozenset[str], action: str, by: Any, reason: str
) -> None:
    before, account.roles_text = account.roles_text, written(set(roles))
    audit.record(
        action,
        "account",
        account.id,
        by=by,
        reason=reason,
        before={"roles": before},
        after={"roles": account.roles_text},
    )
    own = by.id == account.id
    sign_ins.end_all(account.id, but=getattr(by, "sign_in_id", None) if own else None)
