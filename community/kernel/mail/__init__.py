"""Mail: a message built so that nothing can be slipped into it, and the ways it leaves the house."""

from community.kernel.mail.composing import BadMail, Message, compose, new_message_id
from community.kernel.mail.transports import (
    FolderTransport,
    MailRefused,
    MailTemporarilyFailed,
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
