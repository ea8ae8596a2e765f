"""Message -> EmailMessage: both parts, a fixed Message-ID, one-click unsubscribe; header injection is refused."""

import re
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import make_msgid
from urllib.parse import urlsplit

from community.kernel import clock

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
DIRECTION = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
MESSAGE_ID = re.compile(r"<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\-]{1,200}@[A-Za-z0-9.\-]{1,200}>\Z")
ADDRESS = re.compile(
    r"""(?:"(?P<name>[^"<>]*)"\s*<|(?P<bare_name>[^"<>@,;]*)<|(?=[^<>]*\Z))"""
    r"""(?P<local>[^\s@<>()\[\]\\,;:"]{1,64})@(?P<domain>[^\s@<>()\[\]\\,;:"/]{1,255})>?\Z"""
)
LONGEST_SUBJECT = 200


class OnOneLine(UnstructuredHeader):
    """A long address in a header would else be cut into encoded words, which no mail program follows."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined]


HEADERS = HeaderRegistry()
HEADERS.map_to_type("list-unsubscribe", OnOneLine)  # type: ignore[arg-type]
POLICY = SMTP.clone(header_factory=HEADERS)


class BadMail(ValueError):
    """A mail that must not be sent as it is: a line break in a header, no address, a foreign Message-ID."""


@dataclass(frozen=True)
class Message:
    to: str
    subject: str
    text: str
    message_id: str
    html: str = ""
    list_unsubscribe: str = ""
    reason: str = ""
    locale: str = ""


def new_message_id(host: str) -> str:
    return make_msgid(domain=re.sub(r"[^A-Za-z0-9.\-]", "", host) or "localhost")


def compose(message: Message, *, sender: str, sender_name: str = "") -> EmailMessage:
    """Ready to send. `reason` says why it came and ends both parts. Raises BadMail."""
    mail = EmailMessage(policy=POLICY)
    mail["From"] = address(sender, sender_name)
    mail["To"] = address(message.to)
    mail["Subject"] = one_line(message.subject)[:LONGEST_SUBJECT]
    mail["Date"] = clock.now()
    mail["Message-ID"] = checked_id(message.message_id)
    mail["Auto-Submitted"] = "auto-generated"
    if message.locale:
        mail["Content-Language"] = one_line(message.locale)
    if message.list_unsubscribe:
        mail["List-Unsubscribe"] = f"<{web_address(message.list_unsubscribe)}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(message.text + (f"\n\n-- \n{message.reason}\n" if message.reason else ""))
    if message.html:
        mail.add_alternative(with_inline_styles(message.html), subtype="html")
    return mail


def address(value: str, name: str = "") -> Address:
    """From `ada@example.com` or `Ada <ada@example.com>`; a second address is no address."""
    found = ADDRESS.match(one_line(value.strip()))
    if not found or value.count("<") != value.count(">"):
        raise BadMail("The address of a mail is one address.")
    given = name or found["name"] or found["bare_name"] or ""
    try:
        host = (
            found["domain"]
            if found["domain"].isascii()
            else found["domain"].encode("idna").decode()
        )
        return Address(DIRECTION.sub("", one_line(given)).strip(' "'), found["local"], host)
    except (ValueError, HeaderParseError) as error:
        raise BadMail("The address of a mail is one address.") from error


def one_line(value: str) -> str:
    if CONTROLS.search(value):
        raise BadMail("A header of a mail is one line.")
    return value


def checked_id(value: str) -> str:
    if not MESSAGE_ID.match(value):
        raise BadMail("A Message-ID looks like <letters@host>.")
    return value


def web_address(value: str) -> str:
    parts = urlsplit(one_line(value))
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"[<>\s,]", value):
        raise BadMail("One-click unsubscribe needs a web address.")
    return value


def with_inline_styles(html: str) -> str:
    """Mail programs read style attributes, not style sheets; nothing is fetched for it."""
    if "<style" not in html:
        return html
    import css_inline

    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=True).inline(html)
