"""Sign in and out with e-mail and password."""

import hashlib

from flask import request, session
from flask.typing import ResponseReturnValue

from community.kernel import limits, web
from community.people.accounts import entries
from community.people.accounts.forms import EmptyForm, SignInForm
from community.people.accounts.views import browsers, socials


def sign_in_page() -> ResponseReturnValue:
    goes_to = web.local(request.args.get("next"))
    if web.actor().signed_in:
        return web.see_other(goes_to)
    return _page(SignInForm(next=goes_to))


def sign_in() -> ResponseReturnValue:
    form = SignInForm()
    goes_to = web.local(form.next.data)
    if not form.validate():
        return _page(form, 422)
    limits.hit("sign-in", per_address(form.email.data))
    try:
        account = entries.enter(form.email.data, form.password.data)
        browsers.welcome(account)
    except (entries.WrongCredentials, entries.Suspended) as refused:
        form.form_errors = [str(refused)]
        return _page(form, refused.status)
    return web.see_other("/sign-in/link" if "pending_sign_in" in session else goes_to)


def sign_out_page() -> ResponseReturnValue:
    if not web.actor().signed_in:
        return web.see_other("/")
    return web.page("people/accounts/sign_out.html", form=EmptyForm())


def sign_out() -> ResponseReturnValue:
    browsers.farewell()
    return web.see_other(web.local(request.form.get("next")))


def per_address(email: str) -> str:
    """The key that counts tries against one account, whoever sends them from wherever."""
    return "target:" + hashlib.sha256(email.strip().lower().encode()).hexdigest()[:32]


def _page(form: SignInForm, status: int = 200) -> ResponseReturnValue:
    socials.let_forms_leave()
    return web.page(
        "people/accounts/sign_in.html", status, form=form, next=web.local(form.next.data)
    )
