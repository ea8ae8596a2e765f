"""Give and withdraw one's own consent."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from community.kernel import web
from community.kernel.i18n import gettext as _
from community.people.consent import ledger


def give(purpose: str) -> ResponseReturnValue:
    ledger.give(web.actor().member_id, purpose, "/settings/privacy", by=web.actor())
    flash(_("Thank you. You can take it back at any time."))
    return _back()


def withdraw(purpose: str) -> ResponseReturnValue:
    ledger.withdraw(web.actor().member_id, purpose, "/settings/privacy", by=web.actor())
    flash(_("Withdrawn. It holds from this moment on."))
    return _back()


def _back() -> ResponseReturnValue:
    return web.see_other(web.local(request.form.get("next"), "/settings/privacy"))
