"""Periodic tidying: sign-ins, tickets and half-done social logins that ran out."""

from datetime import timedelta
from io import BytesIO

from flask import current_app
from sqlalchemy import delete

from community.kernel import clock, http, images
from community.kernel.db import db
from community.kernel.jobs import job

from . import faces, portraits, proofs, sign_ins
from .faces import drop as drop
from .models import Account, PendingSignIn, Ticket


@job(every=timedelta(hours=6))
def forget_what_ran_out() -> None:
    sign_ins.forget_old()
    now = clock.now()
    db.session.execute(delete(Ticket).where(Ticket.expires_at < now - timedelta(days=1)))
    db.session.execute(delete(PendingSignIn).where(PendingSignIn.expires_at < now))


@job()
def mail_reset(email: str) -> None:
    """In the background, so that the page takes as long for a stranger's address as for a member's."""
    proofs.mail_reset(email)


@job(alone=True)
def fetch_face(account_id: int, address: str) -> None:
    """The picture a network told, if the member agreed to it and has none of their own."""
    try:
        key = faces.keep(BytesIO(http.fetch(address, max_bytes=images.MOST_BYTES).body))
    except (http.FetchFailed, http.FetchRefused, images.PictureRefused) as refused:
        current_app.logger.info("a face could not be fetched: %s", type(refused).__name__)
        return
    account = db.session.get(Account, account_id)
    if account and account.avatar_key is None and not account.erased_at:
        portraits.change_picture(account, key)
        db.session.commit()
    else:
        faces.drop(key)
