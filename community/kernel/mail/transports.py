"""How a mail leaves: over SMTP, into a folder (development), or into a list (tests)."""

import os
import re
import smtplib
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from community.kernel.mail.refusals import MailRefused, MailTemporarilyFailed

TIMEOUT = 30.0


class Transport(Protocol):
    def send(self, mail: EmailMessage) -> None: ...


def open_transport(place: str | Path) -> Transport:
    """`smtp://`, `smtps://`, or a folder."""
    address = str(place)
    return (
        SmtpTransport(address)
        if address.startswith(("smtp://", "smtps://"))
        else FolderTransport(Path(place))
    )


class SmtpTransport:
    """`smtp[s]://user:password@host:port?starttls=1&timeout=30`; starttls is on by itself where a password is sent."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        options = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.host, self.tls = parts.hostname or "localhost", parts.scheme == "smtps"
        self.port = parts.port or (465 if self.tls else 587 if parts.username else 25)
        self.user, self.password = unquote(parts.username or ""), unquote(parts.password or "")
        self.starttls = not self.tls and options.get("starttls", "1" if self.user else "0") == "1"
        self.timeout = float(options.get("timeout", TIMEOUT))

    def send(self, mail: EmailMessage) -> None:
        """Only what the server says of this recipient or this mail is final; all else may pass."""
        try:
            with self._connected(mail) as server:
                _hand_over(server, mail)
        except MailRefused:
            raise
        except (smtplib.SMTPException, OSError) as error:
            raise MailTemporarilyFailed(str(error)) from error

    @contextmanager
    def _connected(self, mail: EmailMessage) -> Iterator[smtplib.SMTP]:
        server = self._connect(mail["From"].addresses[0].domain)
        try:
            if self.starttls:
                server.starttls(context=ssl.create_default_context())
            if self.user:
                server.login(self.user, self.password)
            yield server
        except BaseException:
            server.close()
            raise
        _say_goodbye(server)

    def _connect(self, own_name: str) -> smtplib.SMTP:
        """`own_name` is said at EHLO; without it smtplib asks the name service, which may take seconds."""
        if self.tls:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(
                self.host, self.port, own_name, timeout=self.timeout, context=context
            )
        return smtplib.SMTP(self.host, self.port, own_name, timeout=self.timeout)


def _hand_over(server: smtplib.SMTP, mail: EmailMessage) -> None:
    try:
        server.send_message(mail)
    except smtplib.SMTPRecipientsRefused as error:
        if max(code for code, _ in error.recipients.values()) >= 500:
            raise MailRefused(str(error)) from error
        raise
    except smtplib.SMTPDataError as error:
        if error.smtp_code >= 500:
            raise MailRefused(str(error)) from error
        raise
    except smtplib.SMTPNotSupportedError as error:
        raise MailRefused(str(error)) from error


def _say_goodbye(server: smtplib.SMTP) -> None:
    """The mail is already taken: a server that is slow or gone at QUIT must not make us send it twice."""
    try:
        if server.sock:
            server.sock.settimeout(2)
        server.quit()
    except (smtplib.SMTPException, OSError):
        server.close()


class FolderTransport:
    """One .eml file a mail, so that links in it can be followed without a mail server."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)

    def send(self, mail: EmailMessage) -> None:
        """The same Message-ID again replaces the file."""
        name = re.sub(r"[^A-Za-z0-9]+", "-", str(mail["Message-ID"])).strip("-")[:120]
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh = self.folder / f".{name}.{os.getpid()}.{time.monotonic_ns()}"
            fresh.write_bytes(mail.as_bytes())
            fresh.replace(self.folder / f"{name}.eml")
        except OSError as error:
            raise MailTemporarilyFailed(str(error)) from error


class MemoryTransport:
    """Keeps what it is given."""

    def __init__(self) -> None:
        self.sent: list[EmailMessage] = []

    def send(self, mail: EmailMessage) -> None:
        self.sent.append(mail)
