"""/settings/identities: the ways to sign in, linked and unlinked."""

from flask import flash
from flask.typing import ResponseReturnValue

from community.kernel import web
from community.kernel.i18n import gettext as _
from community.people import members
from community.people.accounts import accounts, providers, social
from community.people.accounts.forms import EmptyForm
from community.people.accounts.views import browsers, socials


def identities_page() -> ResponseReturnValue:
    socials.let_forms_leave()
    account = accounts.one(web.actor().id)
    own = [each for each in members.identities(account.member_id) if each.account_id == account.id]
    linked = {each.provider for each in own}
    others = [each for each in providers.enabled() if each.name not in linked]
    return web.page(
        "people/accounts/identities.html",
        account=account,
        identities=own,
        known=providers.table(),
        others=others,
        form=EmptyForm(),
    )


def unlink(identity_id: int) -> ResponseReturnValue:
    social.unlink(accounts.one(web.actor().id), identity_id, keep=web.actor().sign_in_id)
    browsers.renew()
    flash(_("Unlinked. Other sessions have ended, and what that network told us is withdrawn."))
    return web.see_other("/settings/identities")
