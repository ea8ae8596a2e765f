"""Mail: a message built so that nothing can be slipped into it, and the ways it leaves the house."""

from community.kernel.mail.composing import Message, compose, new_message_id
from community.kernel.mail.refusals import BadMail, MailRefused, MailTemporarilyFailed
from community.kernel.mail.transports import (
    FolderTransport,
    MemoryTransport,
    SmtpTransport,
    Transport,
    open_transport,
)

__all__ = [
    "BadMail",
    "FolderTransport",
    "MailRefused",
    "MailTemporarilyFailed",
    "MemoryTransport",
    "Message",
    "SmtpTransport",
    "Transport",
    "compose",
    "new_message_id",
    "open_transport",
]
