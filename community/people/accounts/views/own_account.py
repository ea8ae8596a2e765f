"""/settings/account and /settings/sessions: language, address, password, signed-in browsers."""

from flask import flash
from flask.typing import ResponseReturnValue

from community.kernel import limits, web
from community.kernel.i18n import gettext as _
from community.kernel.refusals import Invalid
from community.people import members
from community.people.accounts import accounts, proofs, sign_ins, tickets
from community.people.accounts.browser_names import name_of
from community.people.accounts.forms import (
    AccountForm,
    EmailChangeForm,
    EmptyForm,
    PasswordChangeForm,
)
from community.people.accounts.models import Account
from community.people.accounts.views import browsers
from community.people.accounts.views.entrances import per_address


def account_page() -> ResponseReturnValue:
    return _page(_own())


def change_account() -> ResponseReturnValue:
    account, form = _own(), AccountForm()
    if not form.validate():
        return _page(account, 422, choices=form)
    account.language, account.timezone = form.language.data, form.timezone.data or None
    members.rename(account.member_id, account.name, account.language)
    flash(_("Saved."))
    return web.see_other("/settings/account")


def change_email() -> ResponseReturnValue:
    form = EmailChangeForm()
    if form.validate():
        limits.hit("sign-in", f"account:{web.actor().id}")
        limits.hit("mail", per_address(form.email.data))
        try:
            proofs.ask_email_change(_own(), form.email.data, form.current.data)
            flash(
                _("Look in the mail of the new address: it counts once you press the button there.")
            )
            return web.see_other("/settings/account")
        except Invalid as refusal:
            form.attach(refusal)
    return _page(_own(), 422, address=form)


def new_email_page(secret: str) -> ResponseReturnValue:
    ticket = tickets.valid(secret, "change-email")
    return web.page("people/accounts/new_email.html", form=EmptyForm(), email=ticket.email)


def new_email(secret: str) -> ResponseReturnValue:
    account = proofs.change_email(secret)
    own = web.actor().id == account.id
    sign_ins.end_all(account.id, but=web.actor().sign_in_id if own else None)
    flash(_("Your account uses this address from now on."))
    return web.see_other("/settings/account" if own else "/sign-in")


def change_password() -> ResponseReturnValue:
    form = PasswordChangeForm()
    if form.validate():
        limits.hit("sign-in", f"account:{web.actor().id}")
        try:
            account = _own()
            if not account.password_hash:
                raise proofs.WrongPassword()
            proofs.change_password(
                account, form.current.data, form.password.data, keep=web.actor().sign_in_id
            )
            browsers.renew()
            flash(_("Your new password counts from now on. All other sessions have ended."))
            return web.see_other("/settings/account")
        except Invalid as refusal:
            form.attach(refusal)
    return _page(_own(), 422, password=form)


def sessions_page() -> ResponseReturnValue:
    listed = [(each, name_of(each.browser)) for each in sign_ins.of(web.actor().id)]
    return web.page("people/accounts/sessions.html", sign_ins=listed, own=web.actor().sign_in_id)


def end_session(sign_in_id: int) -> ResponseReturnValue:
    if sign_in_id == web.actor().sign_in_id:
        browsers.farewell()
        return web.see_other("/")
    sign_ins.end(web.actor().id, sign_in_id)
    flash(_("That session has ended."))
    return web.see_other("/settings/sessions")


def end_other_sessions() -> ResponseReturnValue:
    sign_ins.end_all(web.actor().id, but=web.actor().sign_in_id)
    flash(_("All other sessions have ended."))
    return web.see_other("/settings/sessions")


def _own() -> Account:
    return accounts.one(web.actor().id)


def _page(
    account: Account,
    status: int = 200,
    choices: AccountForm | None = None,
    address: EmailChangeForm | None = None,
    password: PasswordChangeForm | None = None,
) -> ResponseReturnValue:
    return web.page(
        "people/accounts/account.html", status, account=account, button=EmptyForm(formdata=None),
        choices=choices or AccountForm(formdata=None, obj=account),
        address=address or EmailChangeForm(formdata=None), password=password or PasswordChangeForm(formdata=None),
    )  # fmt: skip
