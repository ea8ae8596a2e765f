"""Message -> EmailMessage: both parts, a fixed Message-ID, one-click unsubscribe; header injection is refused."""

import re
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import Header
from email.headerregistry import (
    Address,
    HeaderRegistry,
    UniqueSingleAddressHeader,
    UnstructuredHeader,
)
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import make_msgid
from urllib.parse import urlsplit

from community.kernel import clock
from community.kernel.mail.refusals import BadMail

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
DIRECTION = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
MESSAGE_ID = re.compile(r"<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\-]{1,200}@[A-Za-z0-9.\-]{1,200}>\Z")
ADDRESS = re.compile(
    r"""(?:"(?P<name>[^"<>]*)"\s*<|(?P<bare_name>[^"<>@,;]*)<|(?=[^<>]*\Z))"""
    r"""(?P<local>[^\s@<>()\[\]\\,;:"]{1,64})@(?P<domain>[^\s@<>()\[\]\\,;:"/]{1,255})>?\Z"""
)
LONGEST_SUBJECT = 200


class Whole(UnstructuredHeader):
    """A long address cut into encoded words is an address no mail program follows."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined]


class Words(UnstructuredHeader):
    """Folded by the older module: the newer one loses blanks between encoded words."""

    def fold(self, *, policy: Policy) -> str:
        name = self.name  # type: ignore[attr-defined]
        return f"{name}: {folded(str(self), name, policy)}{policy.linesep}"


class Person(UniqueSingleAddressHeader):
    def fold(self, *, policy: Policy) -> str:
        name, address = self.name, self.addresses[0]  # type: ignore[attr-defined]
        words = str(address)
        if not words.isascii():
            words = f"{folded(address.display_name, name, policy)} <{address.addr_spec}>"
        return f"{name}: {words}{policy.linesep}"


def folded(words: str, name: str, policy: Policy) -> str:
    charset = "us-ascii" if words.isascii() else "utf-8"
    return Header(words, charset, maxlinelen=76, header_name=name).encode(linesep=policy.linesep)


HEADERS = HeaderRegistry()
for header, kind in (("subject", Words), ("from", Person), ("to", Person)):
    HEADERS.map_to_type(header, kind)  # type: ignore[arg-type]
HEADERS.map_to_type("list-unsubscribe", Whole)  # type: ignore[arg-type]
POLICY = SMTP.clone(header_factory=HEADERS)


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
    mail["Subject"] = as_typed(message.subject).strip()[:LONGEST_SUBJECT]
    mail["Date"] = clock.now()
    mail["Message-ID"] = checked_id(message.message_id)
    mail["Auto-Submitted"] = "auto-generated"
    if message.list_unsubscribe:
        mail["List-Unsubscribe"] = f"<{web_address(message.list_unsubscribe)}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(message.text + (f"\n\n-- \n{message.reason}\n" if message.reason else ""))
    if message.html:
        mail.add_alternative(with_inline_styles(message.html), subtype="html")
    if message.locale:
        mail["Content-Language"] = one_line(message.locale)
    return mail


def address(value: str, name: str = "") -> Address:
    """From `ada@example.com` or `Ada <ada@example.com>`; a second address is no address."""
    found = ADDRESS.match(one_line(value).strip())
    if not found or not found["local"].isascii() or value.count("<") != value.count(">"):
        raise BadMail("The address of a mail is one address.")
    given = name or found["name"] or found["bare_name"] or ""
    try:
        host = (
            found["domain"]
            if found["domain"].isascii()
            else found["domain"].encode("idna").decode()
        )
        return Address(DIRECTION.sub("", as_typed(given)).strip(' "'), found["local"], host)
    except (ValueError, HeaderParseError) as error:
        raise BadMail("The address of a mail is one address.") from error


def one_line(value: str) -> str:
    if CONTROLS.search(value):
        raise BadMail("A header of a mail is one line.")
    return value


def as_typed(value: str) -> str:
    """What looks like an encoded word would be decoded on arrival, line breaks included."""
    return one_line(value).replace("=?", "= ?")


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
