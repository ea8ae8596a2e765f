"""Periodic tidying: sign-ins, tickets and half-done social logins that ran out."""

from datetime import timedelta

from flask import current_app
from sqlalchemy import delete

from community.kernel import clock
from community.kernel.db import db
from community.kernel.jobs import job

from . import proofs, sign_ins
from .models import PendingSignIn, Ticket


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
    current_app.extensions["storage"].delete(f"media/{picture}")
