"""Social logins that came back and wait for a decision: the secret is in the browser, the row keeps its hash."""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import delete, select

from community.kernel import clock
from community.kernel.db import db
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Refusal

from .models import PendingSignIn
from .providers import Profile, Provider

LASTS = timedelta(minutes=30)


class PendingGone(Refusal):
    status = 410
    sentence = _l(
        "This sign-in waited too long or is done already. Begin again from the sign-in page."
    )


def keep(provider: Provider, issuer: str, profile: Profile, *, linking: int | None = None) -> str:
    """The secret that this browser shows when it comes back with a decision."""
    secret, now = secrets.token_urlsafe(32), clock.now()
    said = {"values": profile.values, "email_verified": profile.email_verified}
    waiting = PendingSignIn(
        token_hash=_hash(secret), provider=provider.name, issuer=issuer, subject=profile.subject, profile=said,
        linking_account_id=linking, created_at=now, expires_at=now + LASTS,
    )  # fmt: skip
    db.session.add(waiting)
    db.session.flush()
    return secret


def of(secret: str | None) -> PendingSignIn:
    """Raises PendingGone."""
    query = select(PendingSignIn).where(
        PendingSignIn.token_hash == _hash(secret or ""), PendingSignIn.expires_at > clock.now()
    )
    found = db.session.scalars(query).first() if secret else None
    if found is None:
        raise PendingGone()
    return found


def profile_of(waiting: PendingSignIn) -> Profile:
    return Profile(
        waiting.subject, dict(waiting.profile["values"]), waiting.profile["email_verified"] is True
    )


def done(waiting: PendingSignIn) -> None:
    """Of two who decide at once, one gets PendingGone."""
    gone = delete(PendingSignIn).where(PendingSignIn.id == waiting.id)
    if db.session.execute(gone).rowcount != 1:  # type: ignore[attr-defined]
        raise PendingGone()
    db.session.expunge(waiting)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
