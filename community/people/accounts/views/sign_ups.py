"""Join with e-mail and password, and confirm the address."""

from flask import flash, request, session
from flask.typing import ResponseReturnValue

from community.kernel import i18n, limits, web
from community.kernel.i18n import gettext as _
from community.kernel.refusals import Invalid
from community.people import consent
from community.people.accounts import accounts, proofs, sign_ups, tickets
from community.people.accounts.forms import EmptyForm, SignUpForm
from community.people.accounts.views import browsers, socials
from community.people.accounts.views.entrances import per_address

OWN = "joined_here"  # the account this browser made, so that its confirmation may sign it in


def sign_up_page() -> ResponseReturnValue:
    goes_to = web.local(request.args.get("next"))
    if web.actor().signed_in:
        return web.see_other(goes_to)
    return _page(SignUpForm(next=goes_to, language=i18n.language()))


def sign_up() -> ResponseReturnValue:
    form = SignUpForm()
    if not form.validate():
        return _page(form, 422)
    try:
        email, _handle = sign_ups.acceptable(form.email.data, form.password.data, form.handle.data)
        limits.hit("mail", per_address(email))
        limits.hit("sign-up")
        account = sign_ups.sign_up(
            form.email.data, form.password.data, form.handle.data, name=form.handle.data, language=form.language.data,
            purposes=form.purpose.data or (), goes_to=web.local(form.next.data),
        )  # fmt: skip
    except Invalid as refusal:
        form.attach(refusal)
        return _page(form, 422)
    session[OWN] = account.id if account else 0
    return web.see_other("/sign-up/sent")


def sent() -> ResponseReturnValue:
    return web.page("people/accounts/sent.html", form=EmptyForm())


def confirm_page(secret: str) -> ResponseReturnValue:
    """Only shows a button: programs that open links in mails must not use them up."""
    ticket = tickets.valid(secret, "confirm")
    return web.page(
        "people/accounts/confirm.html",
        form=EmptyForm(),
        handle=accounts.one(ticket.account_id).handle,
    )


def confirm(secret: str) -> ResponseReturnValue:
    account, goes_to = proofs.confirm(secret)
    flash(_("Your address is confirmed. Welcome."))
    if web.actor().id == account.id:
        return web.see_other(goes_to)
    if session.get(OWN) == account.id:
        browsers.welcome(account)
        return web.see_other(goes_to)
    return web.see_other("/sign-in")


def send_again() -> ResponseReturnValue:
    """Another link, to the address of the account that is signed in."""
    account = accounts.one(web.actor().id)
    if account.email:
        limits.hit("mail", per_address(account.email))
        account = accounts.one(account.id)
    proofs.send_confirmation(account)
    flash(_("The link is on its way. Look in your mail."))
    return web.see_other("/settings/account")


def _page(form: SignUpForm, status: int = 200) -> ResponseReturnValue:
    socials.let_forms_leave()
    optional = [each for each in consent.PURPOSES.values() if each.optional]
    return web.page(
        "people/accounts/sign_up.html",
        status,
        form=form,
        purposes=optional,
        next=web.local(form.next.data),
    )
