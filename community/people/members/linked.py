"""The ways a human is known: one row per (provider, issuer, subject), never per e-mail."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from community.kernel import clock
from community.kernel.db import db, insert_or_ignore
from community.kernel.events import announce
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Refusal
from community.kernel.text import plain

from .events import IdentityLinked, IdentityUnlinked
from .models import Fact, Identity


class IdentityTaken(Refusal):
    sentence = _l(
        "This login belongs to another account here. Sign in with it, or unlink it there first."
    )


def add_identity(
    member_id: int,
    provider: str,
    issuer: str,
    subject: str,
    *,
    account_id: int | None = None,
    handle: str = "",
    profile_url: str = "",
    agreed: Iterable[str] = (),
    verified_at: datetime | None = None,
) -> Identity:
    """Link a way of being known; raises IdentityTaken when it is somebody else's, however many try at once.

    `agreed` names the fields the member lets us take over from there.
    """
    fresh = insert_or_ignore(
        Identity, member_id=member_id, account_id=account_id, provider=provider, issuer=issuer, subject=subject,
        handle=plain(handle, 200), profile_url=_web_address(profile_url), agreed=list(agreed),
        created_at=clock.now(), verified_at=verified_at,
    )  # fmt: skip
    found = identity_of(provider, issuer, subject)
    if (
        found is None
        or found.member_id != member_id
        or (account_id and found.account_id not in (None, account_id))
    ):
        raise IdentityTaken()
    found.account_id, found.agreed = account_id or found.account_id, list(agreed) or found.agreed
    found.verified_at = verified_at or found.verified_at
    if fresh:
        announce(
            IdentityLinked(
                by=account_id, member_id=member_id, identity_id=found.id, provider=provider
            )
        )
    return found


def identity_of(provider: str, issuer: str, subject: str) -> Identity | None:
    query = select(Identity).where(
        Identity.provider == provider, Identity.issuer == issuer, Identity.subject == subject
    )
    return db.session.scalars(query).first()


def identities(member_id: int) -> list[Identity]:
    return list(
        db.session.scalars(
            select(Identity).where(Identity.member_id == member_id).order_by(Identity.id)
        )
    )


def touch_identity(identity: Identity, *, handle: str = "", profile_url: str = "") -> None:
    """It was used to sign in just now; names at the provider may have changed."""
    identity.last_used_at = clock.now()
    identity.handle, identity.profile_url = (
        handle[:200] or identity.handle,
        _web_address(profile_url) or identity.profile_url,
    )


def remove_identity(identity: Identity, by: Any) -> None:
    """Unlink it; what it told is withdrawn with it."""
    told = update(Fact).where(Fact.identity_id == identity.id)
    db.session.execute(told.where(Fact.withdrawn_at.is_(None)).values(withdrawn_at=clock.now()))
    db.session.execute(told.values(identity_id=None))
    db.session.delete(identity)
    db.session.flush()
    announce(IdentityUnlinked(by=by.id, member_id=identity.member_id, provider=identity.provider))


def _web_address(address: str) -> str:
    """Pages link to it, so it is a web address or nothing."""
    return address[:500] if address.startswith(("https://", "http://")) else ""
