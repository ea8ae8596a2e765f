"""Asking other machines: each hop is checked, secrets and cookies stay, and login clients go the same way."""

import gzip
import json
import socket
from urllib.parse import urlsplit

import pytest
import requests
from authlib.integrations.requests_client import OAuth2Session

from community.kernel import guarded_adapter, http
from tests.kernel.hostile_server import hostile, moved, plain
from tests.real.identity_mock import MockProvider


def test_an_allowed_place_is_asked_and_nothing_beside_it() -> None:
    with hostile(plain(b"ours")) as ours, hostile(plain()) as other:
        answer = http.fetch(ours.url, allow=ours.allowed)
        assert (answer.status, answer.body, answer.url) == (200, b"ours", ours.url)
        for refused in (
            other.url,
            ours.url.replace("127.0.0.1", "localhost"),
            ours.url.replace("127.0.0.1", "127.1"),
        ):
            with pytest.raises(http.FetchRefused):
                http.fetch(refused, allow=ours.allowed)
    assert other.requests == []


@pytest.mark.parametrize("status", ["301", "302", "303", "307", "308"])
def test_d2_each_hop_is_checked(status: str) -> None:
    with hostile(plain(b"secret")) as inside:
        targets = [inside.url, f"//127.0.0.1:{inside.port}/", f"http://[::ffff:127.0.0.1]:{inside.port}/",
                   "http://169.254.169.254/", "file:///etc/passwd", "http://localhost/", "gopher://127.0.0.1/"]  # fmt: skip
        for target in targets:
            with (
                hostile(moved(target, f"{status} Moved")) as outside,
                pytest.raises(http.FetchRefused),
            ):
                http.fetch(outside.url, allow=outside.allowed)
    assert inside.requests == []


def test_d2_three_redirects_are_followed_and_no_more() -> None:
    def onward(line: socket.socket, request: str) -> None:
        step = int(request.split()[1].strip("/") or 0)
        (plain(b"there") if step == 3 else moved(f"/{step + 1}"))(line, request)

    with hostile(onward) as server:
        assert http.fetch(server.url, allow=server.allowed).body == b"there"
        with pytest.raises(http.FetchFailed):
            http.fetch(server.url, allow=server.allowed, max_redirects=2)


def test_d2_a_loop_ends() -> None:
    with hostile(moved("/")) as server:
        with pytest.raises(http.FetchFailed):
            http.fetch(server.url, allow=server.allowed)
        assert len(server.requests) == 4


def test_secrets_stay_with_the_host_they_were_given_for() -> None:
    with hostile(plain()) as other, hostile(moved(other.url)) as first:
        headers = {"Authorization": "Bearer secret", "X-Key": "secret"}
        http.fetch(first.url, headers=headers, allow=first.allowed | other.allowed)
    assert "Bearer secret" in first.requests[0] and "secret" not in other.requests[0]


def test_what_is_posted_is_posted_once() -> None:
    with hostile(moved("/elsewhere", "307 Moved")) as server:
        answer = http.fetch(server.url, method="POST", data=b"body", allow=server.allowed)
    assert (
        answer.status == 307
        and len(server.requests) == 1
        and server.requests[0].startswith("POST / ")
    )


def test_cookies_are_neither_kept_nor_sent() -> None:
    def set_then_show(line: socket.socket, request: str) -> None:
        first = request.startswith("GET / ")
        answer = (
            plain(b"", "Location: /again", "Set-Cookie: a=b; Path=/", status="302 Found")
            if first
            else plain()
        )
        answer(line, request)

    with hostile(set_then_show) as server:
        http.fetch(server.url, allow=server.allowed)
        session = http.session_for(server.allowed)
        session.get(server.url)
        session.get(server.url)
    assert len(server.requests) == 6 and not any(
        "cookie:" in request.lower() for request in server.requests
    )


def test_proxies_and_netrc_of_the_environment_are_not_asked(
    monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login fan password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with hostile(plain(b"from the proxy")) as proxy, hostile(plain(b"direct")) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        assert http.fetch(server.url, allow=server.allowed).body == b"direct"
        assert http.session_for(server.allowed).get(server.url).content == b"direct"
    assert proxy.requests == [] and not any("authorization" in r.lower() for r in server.requests)


def test_compressed_answers_are_read() -> None:
    with hostile(
        plain(
            gzip.compress(b"hello" * 1000),
            "Content-Encoding: gzip",
            "Content-Type: Text/Plain; charset=x",
        )
    ) as server:
        answer = http.fetch(server.url, allow=server.allowed)
    assert answer.body == b"hello" * 1000 and answer.content_type == "text/plain"
    assert answer.headers["content-encoding"] == "gzip"


def test_only_the_accepted_kinds_are_read() -> None:
    with hostile(plain(b"<svg/>", "Content-Type: image/svg+xml")) as server:
        with pytest.raises(http.FetchFailed):
            http.fetch(server.url, accept=("text/html",), allow=server.allowed)
        assert (
            http.fetch(server.url, accept=("image/svg+xml",), allow=server.allowed).body
            == b"<svg/>"
        )
    assert "Accept: text/html" in server.requests[0]


def test_head_reads_no_body() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"
    with hostile(lambda line, _: line.sendall(head)) as server:
        assert http.fetch(server.url, method="HEAD", allow=server.allowed).body == b""


def test_errors_of_the_other_side_are_answers() -> None:
    with hostile(plain(b"no", status="404 Not Found")) as server:
        assert http.fetch(server.url, allow=server.allowed).status == 404


def test_certificates_are_checked_whatever_the_caller_says() -> None:
    with hostile(plain()) as server, pytest.raises(http.FetchFailed):
        http.session_for(server.allowed).get(f"https://127.0.0.1:{server.port}/", verify=False)


def test_a_login_client_of_authlib_is_guarded() -> None:
    token = json.dumps({"access_token": "a", "token_type": "bearer", "expires_in": 60}).encode()
    with hostile(plain(token, "Content-Type: application/json")) as issuer:
        client = http.guard(OAuth2Session("id", "secret"), issuer.allowed)
        assert client.fetch_token(issuer.url + "token", code="c")["access_token"] == "a"
        with pytest.raises(http.FetchRefused):
            http.guard(OAuth2Session("id", "secret")).fetch_token(issuer.url + "token", code="c")
    assert len(issuer.requests) == 1


def test_a_login_client_follows_no_redirect_into_our_network() -> None:
    with (
        hostile(plain()) as inside,
        hostile(moved(inside.url)) as issuer,
        pytest.raises(http.FetchRefused),
    ):
        http.session_for(issuer.allowed).get(issuer.url)
    assert inside.requests == []


def test_a_real_issuer_on_loopback_is_discovered_when_allowed(oidc_mock: MockProvider) -> None:
    place = urlsplit(oidc_mock.issuer)
    session = http.session_for(frozenset({(str(place.hostname), int(place.port or 80))}))
    found = session.get(oidc_mock.issuer.rstrip("/") + "/.well-known/openid-configuration").json()
    assert session.get(found["jwks_uri"]).json()["keys"]


def test_the_guard_leaves_other_sessions_alone() -> None:
    assert isinstance(requests.Session().get_adapter("http://x"), requests.adapters.HTTPAdapter)
    assert not isinstance(
        requests.Session().get_adapter("http://x"), guarded_adapter.GuardedAdapter
    )
