"""Forgotten passwords."""

from flask import flash
from flask.typing import ResponseReturnValue

from community.kernel import jobs, limits, web
from community.kernel.i18n import gettext as _
from community.kernel.refusals import Invalid
from community.people.accounts import addresses, proofs, tickets
from community.people.accounts.forms import AddressForm, NewPasswordForm
from community.people.accounts.jobs import mail_reset
from community.people.accounts.views import browsers
from community.people.accounts.views.entrances import per_address


def reset_page() -> ResponseReturnValue:
    return web.page("people/accounts/reset.html", form=AddressForm())


def ask_reset() -> ResponseReturnValue:
    """The same answer in the same time whether the address is known or not; the rest is done in the background."""
    form = AddressForm()
    if form.validate():
        limits.hit("mail", per_address(form.email.data))
        try:
            jobs.enqueue(mail_reset, email=addresses.tidy(form.email.data))
            return web.see_other("/reset/sent")
        except Invalid as refusal:
            form.attach(refusal)
    return web.page("people/accounts/reset.html", 422, form=form)


def reset_sent() -> ResponseReturnValue:
    return web.page("people/accounts/reset_sent.html")


def new_password_page(secret: str) -> ResponseReturnValue:
    tickets.valid(secret, "reset")
    return web.page("people/accounts/new_password.html", form=NewPasswordForm())


def new_password(secret: str) -> ResponseReturnValue:
    form = NewPasswordForm()
    if form.validate():
        try:
            account = proofs.reset_password(secret, form.password.data)
        except Invalid as refusal:
            form.attach(refusal)
        else:
            browsers.welcome(account)
            flash(_("Your new password counts from now on. All other sessions have ended."))
            return web.see_other("/")
    tickets.valid(secret, "reset")
    return web.page("people/accounts/new_password.html", 422, form=form)
