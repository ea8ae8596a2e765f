"""Mails on their way: written with what caused them, sent by the worker, forgotten once delivered."""

from datetime import datetime

from flask import current_app
from sqlalchemy import delete
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel import clock, jobs
from community.kernel.db import Base, Key, db


class OutgoingMail(Base):
    """`message_id` is fixed here, so a mail sent twice by a crash is one mail to mail programs."""

    __tablename__ = "outgoing_mails"

    id: Mapped[Key]
    message_id: Mapped[str] = mapped_column(unique=True)
    to: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str] = mapped_column(default="")
    list_unsubscribe: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]


def post(
    to: str,
    subject: str,
    text: str,
    html: str = "",
    *,
    list_unsubscribe: str = "",
    at: datetime | None = None,
) -> None:
    """Put a mail in the outbox of this transaction; the worker sends it after commit, at `at` if given."""
    from community.kernel import mail

    message_id = mail.new_message_id(current_app.extensions["config"].host)
    outgoing = OutgoingMail(
        message_id=message_id, to=to, subject=subject, text=text, html=html,
        list_unsubscribe=list_unsubscribe, created_at=clock.now(),
    )  # fmt: skip
    db.session.add(outgoing)
    db.session.flush()
    jobs.enqueue(deliver, mail_id=outgoing.id, at=at)


@jobs.job(alone=True)
def deliver(mail_id: int) -> None:
    """Send outside any transaction, then forget it; a refused address is given up at once."""
    from community.kernel import mail

    outgoing = db.session.get(OutgoingMail, mail_id)
    if outgoing is None:
        return
    message = mail.Message(
        to=outgoing.to, subject=outgoing.subject, text=outgoing.text, html=outgoing.html,
        message_id=outgoing.message_id, list_unsubscribe=outgoing.list_unsubscribe,
    )  # fmt: skip
    db.session.rollback()
    config = current_app.extensions["config"]
    try:
        mail.open_transport(config.smtp_url or config.data / "mails").send(
            mail.compose(message, sender=config.sender)
        )
    except mail.MailRefused as refused:
        current_app.logger.warning("a mail was refused for good: %s", refused)
    db.session.execute(delete(OutgoingMail).where(OutgoingMail.id == mail_id))
    db.session.commit()
