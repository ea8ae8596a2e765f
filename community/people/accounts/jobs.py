"""What is done in the background: tidying, reset mails, faces."""

from datetime import timedelta
from io import BytesIO

from flask import current_app
from sqlalchemy import delete

from community.kernel import clock, http, images
from community.kernel.db import db
from community.kernel.events import announce
from community.kernel.jobs import job

from . import faces, proofs, sign_ins
from .events import ProfileChanged
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


@job()
def drop_picture(picture: str) -> None:
    """After the change that put another in its place is safe."""
    faces.forget(picture)


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
        account.avatar_key = key
        announce(ProfileChanged(by=account.id, member_id=account.member_id, account_id=account.id))
        db.session.commit()
    else:
        faces.forget(key)
