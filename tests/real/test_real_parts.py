"""Every real part answers, so that a green test elsewhere means what it says."""

import smtplib
import time
from collections.abc import Callable
from email.message import EmailMessage
from urllib.parse import parse_qs, urlsplit

import pytest
import redis
import requests
from authlib.integrations.requests_client import OAuth2Session
from sqlalchemy import create_engine, text

from tests.real.identity_mock import MockProvider
from tests.real.identity_node import NodeProvider
from tests.real.mail_server import MailServer
from tests.real.object_storage import ObjectStorage

RETURN = "http://127.0.0.1:9199/sign-in/brand/return"
VERIFIER = "a-verifier-long-enough-for-the-proof-key-of-rfc-7636"


def test_each_database_keeps_a_row(database: str, database_urls: Callable[[str], str]) -> None:
    engine = create_engine(database_urls(database))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE fans (name text)"))
        connection.execute(text("INSERT INTO fans VALUES ('سارا')"))
    with engine.begin() as connection:
        assert connection.execute(text("SELECT name FROM fans")).scalar_one() == "سارا"
        connection.execute(text("DROP TABLE fans"))
    engine.dispose()


def test_a_new_database_is_empty(database: str, new_database_url: Callable[[str], str]) -> None:
    urls = {new_database_url(database), new_database_url(database)}
    assert len(urls) == 2
    for url in urls:
        with create_engine(url).connect() as connection:
            connection.execute(text("CREATE TABLE fans (name text)"))


def test_postgresql_brings_what_search_needs(postgresql_url: str) -> None:
    with create_engine(postgresql_url).connect() as connection:
        for extension in ("pg_trgm", "unaccent"):
            connection.execute(text(f"CREATE EXTENSION IF NOT EXISTS {extension}"))
        stem = text("SELECT to_tsvector('indonesian', 'membaca')::text")
        assert "baca" in connection.execute(stem).scalar_one()


def test_redis_counts(redis_url: str) -> None:
    client = redis.from_url(redis_url)
    client.delete("visits")
    assert [client.incr("visits"), client.incr("visits")] == [1, 2]


def test_object_storage_keeps_a_file(s3: ObjectStorage) -> None:
    s3.client().put_object(Bucket=s3.bucket, Key="cover.png", Body=b"pixels")
    stored = s3.client().get_object(Bucket=s3.bucket, Key="cover.png")
    assert stored["Body"].read() == b"pixels"


def post_a_letter(smtp: MailServer, timeout: float = 5) -> None:
    letter = EmailMessage()
    letter["Subject"] = "Halo"
    letter.set_content("Selamat datang")
    address = urlsplit(smtp.url)
    with smtplib.SMTP(address.hostname, address.port, timeout=timeout) as client:
        client.send_message(letter, "from@example.org", ["fan@example.org"])


def test_the_mail_server_keeps_letters(smtp: MailServer) -> None:
    post_a_letter(smtp)
    (letter,) = smtp.wait_for(1)
    assert letter.recipients == ["fan@example.org"]
    assert letter.message["Subject"] == "Halo"


def test_the_mail_server_refuses(smtp: MailServer) -> None:
    smtp.refuse = "550 No such fan"
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        post_a_letter(smtp)


def test_the_mail_server_is_slow(smtp: MailServer) -> None:
    smtp.slow = 1
    with pytest.raises(smtplib.SMTPServerDisconnected, match="timed out"):
        post_a_letter(smtp, timeout=0.2)


def test_the_mail_server_hangs_up_after_data(smtp: MailServer) -> None:
    smtp.cut = True
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionResetError)):
        post_a_letter(smtp)
    assert not smtp.letters


def test_the_mock_provider_says_what_it_was_told(oidc_mock: MockProvider) -> None:
    oidc_mock.set_user("ada", email="ada@example.org", name="Ada")
    client = OAuth2Session("any", "secret", scope="openid email", redirect_uri=RETURN)
    url, _ = client.create_authorization_url(f"{oidc_mock.issuer}/oauth2/authorize", nonce="once")
    back = oidc_mock.approve(url, "ada")
    token = requests.post(
        f"{oidc_mock.issuer}/oauth2/token",
        data={
            "grant_type": "authorization_code",
            "code": parse_qs(urlsplit(back).query)["code"][0],
            "redirect_uri": RETURN,
            "client_id": "any",
            "client_secret": "secret",
        },
        timeout=5,
    ).json()
    assert told(f"{oidc_mock.issuer}/userinfo", token)["email"] == "ada@example.org"


def test_the_certified_provider_signs_a_user_in(oidc_node: NodeProvider) -> None:
    oidc_node.set_user("ada", email="ada@example.org", email_verified=True)
    back, client = signed_in(oidc_node, code_challenge_method="S256", code_verifier=VERIFIER)
    answer = requests.post(
        f"{oidc_node.issuer}/token",
        data={
            "grant_type": "authorization_code",
            "code": back["code"][0],
            "redirect_uri": RETURN,
            "code_verifier": VERIFIER,
        },
        auth=client,
        timeout=5,
    )
    assert told(f"{oidc_node.issuer}/me", answer.json())["email"] == "ada@example.org"


def test_the_certified_provider_wants_a_proof_key(oidc_node: NodeProvider) -> None:
    back, _ = signed_in(oidc_node)
    assert back["error"] == ["invalid_request"]
    assert "PKCE" in back["error_description"][0]


def signed_in(provider: NodeProvider, code_verifier: str = "", **options: str):
    client_id, secret = provider.register(RETURN)
    session = OAuth2Session(client_id, scope="openid email", redirect_uri=RETURN, **options)
    url, _ = session.create_authorization_url(
        f"{provider.issuer}/auth", code_verifier=code_verifier or None
    )
    return parse_qs(urlsplit(provider.approve(url, "ada")).query), (client_id, secret)


def told(address: str, token: dict) -> dict:
    authorization = {"Authorization": f"Bearer {token['access_token']}"}
    return requests.get(address, headers=authorization, timeout=5).json()


GOOD = "<!doctype html><html lang=en><title>Hi</title><main><h1>Hi</h1><p>There</main></html>"


def test_the_html_checker_tells_good_from_bad(vnu: Callable[[str], list[str]]) -> None:
    assert vnu(GOOD) == []
    (error,) = vnu(GOOD.replace("<p>", "<p id=a><p id=a>"))
    assert "Duplicate ID" in error


def test_the_html_checker_is_quick_once_up(vnu: Callable[[str], list[str]]) -> None:
    vnu(GOOD)
    began = time.monotonic()
    vnu(GOOD)
    assert time.monotonic() - began < 1


def test_the_browser_runs_scripts(page) -> None:
    page.set_content("<p id=here></p><script>here.textContent = 6 * 7</script>")
    assert page.inner_text("p") == "42"


def test_axe_tells_good_from_bad(page, axe: Callable[..., list[str]]) -> None:
    page.set_content(GOOD)
    assert axe(page) == []
    page.set_content(GOOD.replace("There", "<img src=x>"))
    (violation,) = axe(page)
    assert violation.startswith("image-alt")
