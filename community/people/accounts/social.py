"""Sign in, join and link with a provider. The key is (provider, issuer, subject); an e-mail address never joins."""

from collections.abc import Collection, Iterable

from community.kernel import clock, jobs
from community.kernel.db import db
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Refusal
from community.people import members
from community.people.members import Identity

from . import accounts, entries, handles, letters, pending, proofs, sign_ins, sign_ups, tickets
from .jobs import fetch_face
from .models import Account, PendingSignIn
from .providers import Profile, Provider


class AddressHasAccount(Refusal):
    sentence = _l(
        "Your e-mail address has an account here already. Sign in to it first; then this login can be linked."
    )


class LastWayIn(Refusal):
    sentence = _l("This is your only way to sign in. Set a password or link another login first.")


def known(provider: Provider, issuer: str, profile: Profile) -> Account | None:
    """The account this login belongs to, with what the provider says now; None if it has none yet."""
    identity = members.identity_of(provider.name, issuer, profile.subject)
    if identity is None or identity.account_id is None:
        return None
    account = accounts.one(identity.account_id)
    entries.refuse_suspended(account)
    _refresh(provider, identity, profile)
    return account


def owner_of(profile: Profile) -> Account | None:
    """The account that has proved the address this login proves as well: its owner is asked to sign in."""
    if not profile.email_verified:
        return None
    owner = accounts.find(email=profile.values.get("email", ""))
    return owner if owner and owner.confirmed and not owner.erased_at else None


def join(
    provider: Provider,
    waiting: PendingSignIn,
    *,
    handle: str,
    agreed: Collection[str],
    purposes: Iterable[str] = (),
    language: str | None = None,
    goes_to: str = "/",
) -> Account:
    """A new account with the fields agreed to; raises AddressHasAccount, HandleTaken, IdentityTaken or PendingGone."""
    profile = pending.profile_of(waiting)
    handle = handles.open_to_all(handle)
    agreed = {name for name in profile.values if name in agreed or provider.fields[name].required}  # type: ignore[index]
    email = profile.values["email"] if "email" in agreed else None
    if email and owner_of(profile):
        raise AddressHasAccount()
    pending.done(waiting)
    outside = members.identity_of(provider.name, waiting.issuer, profile.subject)
    account = accounts.create(
        handle, profile.values.get("name", handle) if "name" in agreed else handle, email=_free(email, profile),
        language=language, member_id=outside.member_id if outside else None,
    )  # fmt: skip
    _identify(account, provider, waiting.issuer, profile, sorted(agreed))
    sign_ups.agree(account.member_id, purposes, f"/sign-in/{provider.name}")
    _prove(account, email, profile, language, goes_to)
    return account


def link(
    provider: Provider, waiting: PendingSignIn, account: Account, *, agreed: Collection[str]
) -> None:
    """Join this login to the account that is signed in; raises IdentityTaken."""
    profile = pending.profile_of(waiting)
    pending.done(waiting)
    _identify(account, provider, waiting.issuer, profile, sorted(set(agreed) & set(profile.values)))
    if account.email and account.confirmed:
        letters.changed(
            account.email, _l("Your account has a new way to sign in."), account.language
        )


def unlink(account: Account, identity_id: int, *, keep: int | None) -> None:
    """Raises LastWayIn; what the login told is withdrawn with it, and all sessions but `keep` end."""
    own = [each for each in members.identities(account.member_id) if each.account_id == account.id]
    identity = next((each for each in own if each.id == identity_id), None)
    if identity is None:
        return
    if len(own) == 1 and not (account.password_hash and account.email):
        raise LastWayIn()
    members.remove_identity(identity, account)
    sign_ins.end_all(account.id, but=keep)


def _identify(
    account: Account, provider: Provider, issuer: str, profile: Profile, agreed: list[str]
) -> None:
    identity = members.add_identity(
        account.member_id,
        provider.name,
        issuer,
        profile.subject,
        account_id=account.id,
        agreed=agreed,
        verified_at=clock.now(),
    )
    _refresh(provider, identity, profile)
    if "picture" in agreed and account.avatar_key is None:
        jobs.enqueue(fetch_face, account_id=account.id, address=profile.values["picture"])


def _refresh(provider: Provider, identity: Identity, profile: Profile) -> None:
    """Only the fields that were agreed to are taken over."""
    agreed = {name: value for name, value in profile.values.items() if name in identity.agreed}
    members.touch_identity(
        identity, handle=agreed.get("handle", ""), profile_url=agreed.get("profile", "")
    )
    for name, value in agreed.items():
        members.note(
            identity.member_id, name, value, method="provider", source=provider.name, identity_id=identity.id,
            uses=provider.field_uses(name), evidence="" if name != "email" or profile.email_verified else "unproved",
        )  # fmt: skip


def _free(email: str | None, profile: Profile) -> str | None:
    """The address if it may be kept. Whoever held it unproved loses it, and with it every way in."""
    holder = accounts.find(email=email) if email else None
    if holder is None:
        return email
    if not profile.email_verified or holder.confirmed:
        return None
    proofs.drop_ways_in(holder)
    holder.email = None
    db.session.flush()
    return email


def _prove(
    account: Account, email: str | None, profile: Profile, language: str | None, goes_to: str
) -> None:
    """A proved address counts at once; any other gets a link, or its real owner a note."""
    if account.email and profile.email_verified:
        proofs.mark_confirmed(account)
    elif account.email:
        letters.confirm(
            account.email,
            tickets.issue(account, "confirm", account.email, goes_to=goes_to),
            language,
        )
    elif email:
        letters.already_here(email, language)
