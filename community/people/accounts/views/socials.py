"""/sign-in/<provider>: out to a network, back from it, and the screen that asks what may be taken over."""

from typing import Any

from flask import flash, g, request, session
from flask.typing import ResponseReturnValue

from community.kernel import i18n, web
from community.kernel.db import db
from community.kernel.i18n import gettext as _
from community.kernel.refusals import Invalid, NotFound, Refusal
from community.people import consent
from community.people.accounts import accounts, handles, pending, providers, social
from community.people.accounts.forms import ConsentForm, EmptyForm
from community.people.accounts.models import PendingSignIn
from community.people.accounts.providers import Provider, fields, flows
from community.people.accounts.views import browsers

ATTEMPTS, PENDING = "attempts", "pending_sign_in"


def provider_page(provider: str) -> ResponseReturnValue:
    """One button, so that no other site can send somebody through a sign-in unasked."""
    let_forms_leave()
    goes_to = web.local(request.args.get("next"))
    return web.page(
        "people/accounts/provider.html", provider=offered(provider), form=EmptyForm(), next=goes_to
    )


def leave(provider: str) -> ResponseReturnValue:
    entry, linking = offered(provider), web.actor().id
    db.session.rollback()  # nothing is held while another machine thinks
    url, attempt = flows.begin(entry, return_address(entry))
    attempt |= {"next": web.local(request.form.get("next")), "linking": linking}
    kept = [each for each in session.get(ATTEMPTS, []) if isinstance(each, dict)]
    session[ATTEMPTS] = [*kept[-2:], attempt]
    return ("", 303, {"Location": url, "Cache-Control": "no-store"})


def come_back(provider: str) -> ResponseReturnValue:
    entry, attempt = offered(provider), _taken_attempt(request.args.get("state", ""))
    db.session.rollback()
    issuer, profile = flows.finish(entry, attempt, request.args, return_address(entry))
    linking = attempt["linking"] if attempt else None
    if linking != web.actor().id:
        raise flows.AttemptUnknown()
    account = social.known(entry, issuer, profile)
    if account and not linking:
        browsers.welcome(account, entry.name)
        return web.see_other(attempt["next"] if attempt else "/")
    if account and account.id == linking:
        flash(_("This login is linked already."))
        return web.see_other("/settings/identities")
    if account:
        raise social.members.IdentityTaken()
    session[PENDING] = {
        "secret": pending.keep(entry, issuer, profile, linking=linking),
        "next": attempt["next"] if attempt else "/",
    }
    return web.see_other("/sign-in/link" if linking else f"/sign-in/{entry.name}/consent")


def consent_page(provider: str) -> ResponseReturnValue:
    entry, waiting = offered(provider), waiting_here()
    form = ConsentForm(handle=_suggested(waiting), language=i18n.language())
    return _ask(entry, waiting, form)


def give_consent(provider: str) -> ResponseReturnValue:
    entry, waiting, form = offered(provider), waiting_here(), ConsentForm()
    if not form.validate():
        return _ask(entry, waiting, form, 422)
    goes_to = web.local(session[PENDING].get("next"))
    try:
        account = social.join(
            entry, waiting, handle=form.handle.data, agreed=set(request.form.getlist("field")),
            purposes=form.purpose.data or (), language=form.language.data, goes_to=goes_to,
        )  # fmt: skip
    except Invalid as refusal:
        form.attach(refusal)
        return _ask(entry, waiting, form, 422)
    session.pop(PENDING, None)
    browsers.welcome(account, entry.name)
    return web.see_other(goes_to)


def link_page() -> ResponseReturnValue:
    waiting = waiting_here()
    entry = offered(waiting.provider)
    shown = fields.shown(entry, pending.profile_of(waiting))
    return web.page(
        "people/accounts/link.html",
        provider=entry,
        fields=shown,
        form=EmptyForm(),
        next=web.local(session[PENDING].get("next")),
    )


def link() -> ResponseReturnValue:
    waiting, account = waiting_here(), accounts.one(web.actor().id)
    if waiting.linking_account_id not in (None, account.id):
        raise flows.AttemptUnknown()
    entry = offered(waiting.provider)
    goes_to = web.local(session[PENDING].get("next"), "/settings/identities")
    session.pop(PENDING, None)
    social.link(entry, waiting, account, agreed=set(request.form.getlist("field")))
    browsers.renew()
    flash(_("%(provider)s is linked. You can sign in with it from now on.", provider=entry.label))
    return web.see_other(goes_to)


def drop() -> ResponseReturnValue:
    """Forget what a network told us before anything was decided."""
    try:
        pending.done(waiting_here())
    except Refusal:
        flash(_("There was nothing to forget."))
    session.pop(PENDING, None)
    return web.see_other("/settings/identities" if web.actor().signed_in else "/sign-in")


def offered(name: str) -> Provider:
    found = providers.named(name)
    if found is None:
        raise NotFound()
    return found


def waiting_here() -> PendingSignIn:
    kept = session.get(PENDING)
    return pending.of(kept.get("secret") if isinstance(kept, dict) else None)


def return_address(entry: Provider) -> str:
    return web.external(f"/sign-in/{entry.name}/return")


def let_forms_leave() -> None:
    """Browsers follow a form only to hosts the page names, also through redirects of the provider's own."""
    loopback = {f"http://{place}" for entry in providers.enabled() for place in entry.loopback}
    g.forms_lead_to = " ".join(["https:", *sorted(loopback)])


def _taken_attempt(state: str) -> dict[str, Any] | None:
    """The attempt of this browser with this state; it is used up by looking."""
    kept = [each for each in session.get(ATTEMPTS, []) if isinstance(each, dict)]
    found = next((each for each in kept if state and each.get("state") == state), None)
    session[ATTEMPTS] = [each for each in kept if each is not found]
    return found


def _suggested(waiting: PendingSignIn) -> str:
    values = pending.profile_of(waiting).values
    return handles.free_handle(values.get("handle") or values.get("name") or "fan")


def _ask(
    entry: Provider, waiting: PendingSignIn, form: ConsentForm, status: int = 200
) -> ResponseReturnValue:
    profile = pending.profile_of(waiting)
    declined = (
        set(profile.values) - set(request.form.getlist("field"))
        if request.method == "POST"
        else set()
    )
    return web.page(
        "people/accounts/consent.html", status, provider=entry, form=form, fields=fields.shown(entry, profile), declined=declined,
        owner=social.owner_of(profile), purposes=[each for each in consent.PURPOSES.values() if each.optional],
        contract=consent.PURPOSES["service"],
    )  # fmt: skip
