"""A real SMTP server that keeps what it gets, and misbehaves when told to."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.real.processes import free_port


@dataclass
class Letter:
    sender: str
    recipients: list[str]
    message: EmailMessage


@dataclass
class MailServer:
    """`refuse` answers every recipient with that line; `slow` waits so many seconds after DATA;
    `cut` hangs up after DATA, so that the sender cannot know whether the letter arrived."""

    url: str = ""
    letters: list[Letter] = field(default_factory=list)
    refuse: str = ""
    slow: float = 0
    cut: bool = False

    def behave(self) -> None:
        self.letters.clear()
        self.refuse, self.slow, self.cut = "", 0, False

    def wait_for(self, number: int, seconds: float = 5) -> list[Letter]:
        deadline = time.monotonic() + seconds
        while len(self.letters) < number and time.monotonic() < deadline:
            time.sleep(0.02)
        return self.letters

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list
    ) -> str:
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        await asyncio.sleep(self.slow)
        if self.cut:
            server.transport.abort()
            return "451 Gone"
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append(Letter(envelope.mail_from, list(envelope.rcpt_tos), message))
        return "250 Kept"


@pytest.fixture(scope="session")
def mail_server() -> Iterator[MailServer]:
    kept = MailServer()
    controller = Controller(kept, hostname="127.0.0.1", port=free_port())
    controller.start()
    kept.url = f"smtp://127.0.0.1:{controller.port}"
    yield kept
    controller.stop()


@pytest.fixture
def smtp(mail_server: MailServer) -> MailServer:
    """The mail server, empty and well behaved at the start of each test."""
    mail_server.behave()
    return mail_server
