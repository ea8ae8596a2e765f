"""Mails are one message to one person: nothing slips into a header, and each ends as sent, refused or to be retried."""

import socket
import subprocess
import sys
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from community.kernel import mail
from tests.kernel.hostile_server import hostile
from tests.real.mail_server import MailServer
from tests.real.processes import free_port

EVIL_ADDRESSES = [
    "", "ada", "ada@", "@example.com", "ada@example.com\nBcc: all@example.com", "ada@example.com\r\nX: y",
    "ada@example.com, bob@example.com", "ada@example.com; bob@example.com", "ada@example.com bob@example.com",
    "Ada <ada@example.com>, bob@example.com", "Ada <ada@example.com> <bob@example.com>", "<ada@example.com",
    "ada@example.com>", "ada@exam ple.com", "a b@example.com", "ada@example.com\0", "group: ada@example.com;",
    "Ada\u2028<ada@example.com>", "Ada\r\nBcc: x@y.z <ada@example.com>", "ada@example.com/../",
    "\u00fcda@example.com", "ada@[127.0.0.1]:25",
]  # fmt: skip


def message(**changes: str) -> mail.Message:
    basic = {
        "to": "Ada <ada@example.com>",
        "subject": "A reply to your question",
        "text": "Hello Ada",
        "message_id": "<1.2.3@community.example>",
    }
    return mail.Message(**{**basic, **changes})


def composed(**changes: str) -> EmailMessage:
    made = mail.compose(
        message(**changes), sender="noreply@community.example", sender_name="Norrvind"
    )
    return message_from_bytes(made.as_bytes(), policy=policy.default)  # type: ignore[return-value]


def test_a_mail_has_what_mail_programs_expect() -> None:
    read = composed(html="<p>Hello <b>Ada</b></p>", locale="de")
    assert str(read["From"]) == "Norrvind <noreply@community.example>"
    assert (str(read["To"]), str(read["Subject"])) == (
        "Ada <ada@example.com>",
        "A reply to your question",
    )
    assert (read["Message-ID"], read["Content-Language"]) == ("<1.2.3@community.example>", "de")
    assert read["Auto-Submitted"] == "auto-generated" and read["Date"].datetime.tzinfo
    assert read.get_body(("plain",)).get_content().strip() == "Hello Ada"
    assert "<b>Ada</b>" in read.get_body(("html",)).get_content()


def test_names_and_subjects_of_every_script_arrive() -> None:
    read = composed(
        to="سارا <sara@example.com>", subject="پاسخ تازه برای شما " * 8, text="سلام\u200cها"
    )
    assert read["To"].addresses[0].display_name == "سارا"
    assert str(read["Subject"]) == ("پاسخ تازه برای شما " * 8).strip()
    assert read.get_content().strip() == "سلام\u200cها"


def test_international_domains_are_written_in_ascii() -> None:
    assert composed(to="ada@münchen.example")["To"].addresses[0].domain == "xn--mnchen-3ya.example"


def test_the_reason_ends_the_text() -> None:
    lines = composed(reason="You follow this thread.").get_content().splitlines()
    assert lines == ["Hello Ada", "", "-- ", "You follow this thread."]


def test_f10_one_click_unsubscribe_is_offered_and_never_cut() -> None:
    address = "https://community.example/unsubscribe/" + "token" * 50
    read = composed(list_unsubscribe=address)
    assert read["List-Unsubscribe"] == f"<{address}>"
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    raw = mail.compose(message(list_unsubscribe=address), sender="n@community.example").as_bytes()
    assert f"List-Unsubscribe: <{address}>\r\n".encode() in raw


@pytest.mark.parametrize("address", EVIL_ADDRESSES)
def test_f1_only_one_plain_address_is_written_to(address: str) -> None:
    with pytest.raises(mail.BadMail):
        mail.compose(message(to=address), sender="n@community.example")


@pytest.mark.parametrize("field", ["subject", "to", "message_id", "list_unsubscribe", "locale"])
@pytest.mark.parametrize(
    "slip",
    ["\r\nBcc: all@example.com", "\nX-Evil: 1", "\rX: 1", "\0", "\x0b", "\u2028", "\x85X: 1"],
)
def test_f1_line_breaks_in_headers_are_refused(field: str, slip: str) -> None:
    start = {
        "to": "ada@example.com",
        "list_unsubscribe": "https://x.example/u",
        "message_id": "<a@b.c>",
    }.get(field, "en")
    with pytest.raises(mail.BadMail):
        mail.compose(message(**{field: start + slip}), sender="n@community.example")
    with pytest.raises(mail.BadMail):
        mail.compose(message(), sender="n@community.example" + slip)
    with pytest.raises(mail.BadMail):
        mail.compose(message(), sender="n@community.example", sender_name="Norrvind" + slip)


@pytest.mark.parametrize(
    "name",
    ["a@evil.example", "Ada, Bob", "Ada\\", "=?utf-8?q?=0D=0ABcc:x@y?=", "<script>", "a;b:c"],
)
def test_f1_a_name_stays_a_name(name: str) -> None:
    made = mail.compose(message(), sender="noreply@community.example", sender_name=name)
    read = message_from_bytes(made.as_bytes(), policy=policy.default)
    assert [str(a.addr_spec) for a in read["From"].addresses] == ["noreply@community.example"]
    assert read["Bcc"] is None and len(read.keys()) == len(made.keys())


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "mailto:a@b.c",
        "https://",
        "https://a b",
        "https://x>,<https://y",
        "/u",
    ],
)
def test_f1_unsubscribe_is_a_web_address(link: str) -> None:
    with pytest.raises(mail.BadMail):
        mail.compose(message(list_unsubscribe=link), sender="n@community.example")


def test_f1_text_cannot_end_the_mail_early(smtp: MailServer) -> None:
    text = "one\n.\nRCPT TO:<evil@example.com>\n--boundary\nBcc: all@example.com"
    mail.open_transport(smtp.url).send(
        mail.compose(message(text=text), sender="n@community.example")
    )
    letter = smtp.wait_for(1)[0]
    assert (
        letter.recipients == ["ada@example.com"]
        and letter.message.get_content().splitlines()[1] == "."
    )


def test_l2_direction_overrides_leave_names() -> None:
    read = composed(to="Ada\u202egnp.exe <ada@example.com>")
    assert read["To"].addresses[0].display_name == "Adagnp.exe"


def test_styles_are_written_into_the_elements_and_nothing_is_fetched() -> None:
    page = '<html><head><link rel="stylesheet" href="http://127.0.0.1:9/x.css"><style>p{color:red}</style></head><p>Hi</p>'
    html = composed(html=page).get_body(("html",)).get_content()
    assert '<p style="color: red;">Hi</p>' in html


def test_message_ids_are_new_each_time_and_name_our_host() -> None:
    made = {mail.new_message_id("community.example") for _ in range(100)}
    assert len(made) == 100 and all(one.endswith("@community.example>") for one in made)
    for host in ("", "evil\r\nhost", "[::1]"):
        mail.compose(message(message_id=mail.new_message_id(host)), sender="n@community.example")


def test_a_mail_is_delivered(smtp: MailServer) -> None:
    mail.open_transport(smtp.url).send(mail.compose(message(), sender="noreply@community.example"))
    letter = smtp.wait_for(1)[0]
    assert (letter.sender, letter.recipients) == ("noreply@community.example", ["ada@example.com"])
    assert letter.message["Message-ID"] == "<1.2.3@community.example>"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("550 No such user", mail.MailRefused),
        ("554 Never", mail.MailRefused),
        ("450 Mailbox busy", mail.MailTemporarilyFailed),
        ("421 Closing", mail.MailTemporarilyFailed),
    ],
)
def test_k3_refused_for_good_or_for_now(
    smtp: MailServer, answer: str, error: type[Exception]
) -> None:
    smtp.refuse = answer
    with pytest.raises(error):
        mail.open_transport(smtp.url).send(mail.compose(message(), sender="n@community.example"))


def test_k3_a_server_that_is_away_is_asked_again_later() -> None:
    transport = mail.open_transport(f"smtp://127.0.0.1:{free_port()}")
    with pytest.raises(mail.MailTemporarilyFailed):
        transport.send(mail.compose(message(), sender="n@community.example"))


def test_k3_a_slow_server_does_not_hold_the_worker(smtp: MailServer) -> None:
    smtp.slow = 5
    started = time.monotonic()
    with pytest.raises(mail.MailTemporarilyFailed):
        mail.open_transport(smtp.url + "?timeout=1").send(
            mail.compose(message(), sender="n@community.example")
        )
    assert time.monotonic() - started < 2


def test_k3_cut_after_data_is_tried_again_under_the_same_id(smtp: MailServer) -> None:
    smtp.cut = True
    letter = mail.compose(message(), sender="n@community.example")
    with pytest.raises(mail.MailTemporarilyFailed):
        mail.open_transport(smtp.url).send(letter)
    smtp.cut = False
    mail.open_transport(smtp.url).send(letter)
    assert [one.message["Message-ID"] for one in smtp.wait_for(1)] == ["<1.2.3@community.example>"]


@pytest.mark.parametrize("at_quit", ["silence", "hang up", "garbage"])
def test_k3_a_mail_once_taken_is_sent_whatever_happens_at_quit(at_quit: str) -> None:
    def odd_goodbye(line: socket.socket, request: str) -> None:
        line.sendall(b"220 hello\r\n")
        for words in line.makefile("rb"):
            verb = words.strip().partition(b" ")[0].upper()
            if verb == b"QUIT":
                time.sleep(10 if at_quit == "silence" else 0)
                line.sendall(b"500 what\r\n" if at_quit == "garbage" else b"")
                return
            if verb == b"DATA":
                line.sendall(b"354 go\r\n")
            elif verb in (b".", b"EHLO", b"MAIL", b"RCPT"):
                line.sendall(b"250 ok\r\n")

    with hostile(odd_goodbye, listen_first=False) as server:
        started = time.monotonic()
        mail.open_transport(f"smtp://127.0.0.1:{server.port}").send(
            mail.compose(message(), sender="n@community.example")
        )
        assert time.monotonic() - started < 4


@pytest.mark.parametrize(
    "greeting", [b"554 Not today\r\n", b"garbage\r\n", b"", b"220 hi\r\n500 no\r\n502 no\r\n"]
)
def test_k3_a_server_that_speaks_oddly_is_asked_again_later(greeting: bytes) -> None:
    with hostile(lambda line, _: line.sendall(greeting), listen_first=False) as server:
        transport = mail.open_transport(f"smtp://127.0.0.1:{server.port}?timeout=2")
        with pytest.raises(mail.MailTemporarilyFailed):
            transport.send(mail.compose(message(), sender="n@community.example"))


def test_a_wrong_password_loses_no_mail() -> None:
    def never(*asked: object) -> AuthResult:
        return AuthResult(success=False, handled=False)

    server = Controller(
        MailServer(),
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=never,
        auth_require_tls=False,
    )
    server.start()
    try:
        transport = mail.open_transport(f"smtp://fan:wrong%40@127.0.0.1:{server.port}?starttls=0")
        with pytest.raises(mail.MailTemporarilyFailed):
            transport.send(mail.compose(message(), sender="n@community.example"))
    finally:
        server.stop()


def test_a_password_is_never_sent_without_tls_unless_told(smtp: MailServer) -> None:
    host = smtp.url.removeprefix("smtp://")
    with pytest.raises(mail.MailTemporarilyFailed, match="STARTTLS"):
        mail.open_transport(f"smtp://fan:secret@{host}").send(
            mail.compose(message(), sender="n@community.example")
        )


def test_the_address_of_a_server_is_read_with_its_options() -> None:
    plain, secure, login = (
        mail.SmtpTransport(a)
        for a in ("smtp://h", "smtps://u:p%40@h", "smtp://u:p@h:2525?starttls=0")
    )
    assert (plain.port, plain.tls, plain.starttls) == (25, False, False)
    assert (secure.port, secure.tls, secure.password) == (465, True, "p@")
    assert (login.port, login.starttls) == (2525, False) and mail.SmtpTransport(
        "smtp://u:p@h"
    ).port == 587


def test_mails_of_development_lie_in_a_folder(tmp_path: Path) -> None:
    transport = mail.open_transport(tmp_path / "mails")
    for _ in range(2):
        transport.send(
            mail.compose(
                message(text="https://community.example/confirm/abc"), sender="n@community.example"
            )
        )
    files = list((tmp_path / "mails").iterdir())
    assert (
        len(files) == 1 and files[0].suffix == ".eml" and b"/confirm/abc" in files[0].read_bytes()
    )


def test_a_folder_that_cannot_be_written_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "mails").write_text("in the way")
    with pytest.raises(mail.MailTemporarilyFailed):
        mail.open_transport(tmp_path / "mails").send(
            mail.compose(message(), sender="n@community.example")
        )


def test_tests_may_keep_mails_in_a_list() -> None:
    transport = mail.MemoryTransport()
    transport.send(mail.compose(message(), sender="n@community.example"))
    assert [str(one["Subject"]) for one in transport.sent] == ["A reply to your question"]


def test_css_is_imported_only_for_html() -> None:
    script = "import sys; import community.kernel.mail; sys.exit('css_inline' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
