"""Who has an account, and which roles they hold."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from community.kernel.i18n import gettext as _
from community.kernel.web import actor, page, see_other
from community.people import accounts

PAGE = 50


def index() -> ResponseReturnValue:
    text, before = request.args.get("text", "")[:80], request.args.get("before", "")
    found = accounts.search(
        text,
        role=request.args.get("role", ""),
        before_id=int(before) if before.isdecimal() and len(before) < 16 else None,
        limit=PAGE + 1,
    )
    return page(
        "staff/admin/accounts.html",
        accounts=found[:PAGE],
        text=text,
        role=request.args.get("role", ""),
        roles=accounts.ROLES,
        older=f"/admin/accounts?before={found[PAGE - 1].id}" if len(found) > PAGE else "",
    )


def grant(account_id: int) -> ResponseReturnValue:
    account = accounts.one(account_id)
    accounts.grant_role(account, request.form.get("role", ""), by=actor())
    flash(_("%(name)s has the role now, and signs in anew.", name=account.name), "good")
    return see_other(f"/admin/accounts?text=@{account.handle}")


def revoke(account_id: int) -> ResponseReturnValue:
    account = accounts.one(account_id)
    accounts.revoke_role(account, request.form.get("role", ""), by=actor())
    flash(_("%(name)s no longer has the role.", name=account.name), "good")
    return see_other(f"/admin/accounts?text=@{account.handle}")
