"""Asking other machines: only public ones, whatever the address looks like; never for long, never for much."""

import gzip
import json
import socket
import threading
import time
import zlib
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
import requests
from authlib.integrations.requests_client import OAuth2Session

from community.kernel import guarded_adapter, http
from tests.kernel.hostile_server import drip, endless, hostile, moved, plain, silent
from tests.real.identity_mock import MockProvider

PRIVATE_HOSTS = [
    "127.0.0.1",
    "127.0.0.2",
    "127.1",
    "127.0.1",
    "127.255.255.254",
    "0.0.0.0",
    "0",
    "0.0.0.1",
    "2130706433",
    "017700000001",
    "0x7f000001",
    "0x7f.0x0.0x0.0x1",
    "0177.0.0.1",
    "0177.0.0.01",
    "00000177.0.0.1",
    "0x7f.1",
    "127.0x1",
    "0x7F.0.0.1",
    "127.0.0.1.",
    "127.0.0.01",
    "127.000.000.001",
    "4294967295",
    "255.255.255.255",
    "256.0.0.1",
    "127.0.0.1.0",
    "3232235521",
    "0xc0a80001",
    "0xA9FEA9FE",
    "2852039166",
    "025177524776",
    "10.0.0.1",
    "10.255.255.255",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "192.168.1.254",
    "100.64.0.1",
    "100.127.255.254",
    "100.100.100.200",
    "169.254.169.254",
    "169.254.170.2",
    "169.254.0.1",
    "168.63.129.16",
    "192.0.0.192",
    "192.0.0.170",
    "192.0.2.1",
    "198.51.100.7",
    "203.0.113.9",
    "198.18.0.1",
    "198.19.255.255",
    "192.88.99.1",
    "192.31.196.1",
    "192.52.193.1",
    "192.175.48.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "250.1.2.3",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[0000:0000:0000:0000:0000:0000:0000:0001]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:127.0.0.1]",
    "[::ffff:10.0.0.1]",
    "[::ffff:169.254.169.254]",
    "[::ffff:a9fe:a9fe]",
    "[::ffff:0.0.0.0]",
    "[::127.0.0.1]",
    "[::7f00:1]",
    "[::a00:1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::a9fe:a9fe]",
    "[64:ff9b:1::1]",
    "[2002:7f00:1::]",
    "[2002:7f00:0001::1]",
    "[2002:a9fe:a9fe::1]",
    "[2002:c0a8:1::1]",
    "[2001:0:7f00:1::]",
    "[2001:0000:4136:e378:8000:63bf:3fff:fdd2]",
    "[fe80::1]",
    "[fe80::1%25lo]",
    "[fe80::1%25eth0]",
    "[fe80::5efe:127.0.0.1]",
    "[fec0::1]",
    "[fc00::1]",
    "[fd00::1]",
    "[fd00:ec2::254]",
    "[fd12:3456:789a::1]",
    "[ff02::1]",
    "[ff05::1:3]",
    "[2001:db8::1]",
    "[100::1]",
    "[2001:20::1]",
    "[5f00::1]",
    "[3fff::1]",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "localhost.localdomain",
    "foo.localhost",
    "ip6-localhost",
    "broadcasthost",
    "printer.local",
    "router.lan",
    "metadata",
    "metadata.google.internal",
    "metadata.google.internal.",
    "instance-data",
    "db.internal",
    "intranet",
    "wiki.intranet",
    "nas.home",
    "server.corp",
    "router.home.arpa",
    "1.0.0.127.in-addr.arpa",
    "abc.onion",
    "kubernetes.default.svc",
    "kubernetes.default.svc.cluster.local",
    "①②⑦.⓪.⓪.①",
    "１２７.０.０.１",
    "127。0。0。1",
    "127．0．0．1",
    "ｌｏｃａｌｈｏｓｔ",
    "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
    "٠.٠.٠.٠",
    "127.0.0.1%00.example.com",
    "127.0.0.1%2eexample.com",
    "%6c%6f%63%61%6c%68%6f%73%74",
    "127.0.0.1%09",
    "example.com%00",
    "a_b.local",
    "..",
]

ODD_ADDRESSES = [
    "http://user@127.0.0.1/",
    "http://public.example:secret@127.0.0.1/",
    "http://public.example@127.0.0.1/",
    "http://127.0.0.1@public.example/",
    "http://public.example\\@127.0.0.1/",
    "http://127.0.0.1\\@public.example/",
    "http://public.example#@127.0.0.1:80\\",
    "http://127.0.0.1:80\t/",
    "http://127.0.0.1 .public.example/",
    " http://127.0.0.1/",
    "http:/127.0.0.1/",
    "http:127.0.0.1",
    "http:///127.0.0.1/",
    "//127.0.0.1/",
    "http://",
    "http://:80/",
    "http://[::1",
    "http://[::1]]/",
    "http://[127.0.0.1]/",
    "http://public.example:22/",
    "http://public.example:443/",
    "https://public.example:80/",
    "http://public.example:65536/",
    "http://public.example:-1/",
    "http://public.example:8080/",
    "http://127.0.0.1:6379/",
    "ftp://public.example/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_INFO",
    "dict://127.0.0.1:11211/",
    "data:text/html,hello",
    "javascript:alert(1)",
    "jar:http://127.0.0.1/!/",
    "unix:///var/run/docker.sock",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/",
    "HTTP://127.0.0.1/",
    "hTTps://LOCALHOST/",
    "http://127.0.0.1/\r\nHost: public.example",
    "http://public.example/\r\nX-Injected: 1",
    "http://public.example/\x00",
    "",
    "http://" + "a" * 3000 + ".example/",
    "http://" + "a." * 500 + "example/",
]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """What the name service answers, one list for each time it is asked; numbers answer themselves."""
    answers: dict[str, list[list[str]]] = {}
    real = socket.getaddrinfo

    def ask(host: str | None, port: object, *rest: object, **more: object) -> list:
        if host not in answers:
            return real(host, port, *rest, **more)
        turn = answers[host].pop(0) if len(answers[host]) > 1 else answers[host][0]
        kinds = (
            (socket.AF_INET6 if ":" in address else socket.AF_INET, address) for address in turn
        )
        return [(kind, socket.SOCK_STREAM, 6, "", (address, 0)) for kind, address in kinds]

    monkeypatch.setattr(socket, "getaddrinfo", ask)
    return answers


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Where a connection was tried; none is made."""
    tried: list[tuple[str, int]] = []

    def note(address: tuple[str, int], *rest: object, **more: object) -> socket.socket:
        tried.append(address[:2])
        raise ConnectionRefusedError("not in this test")

    monkeypatch.setattr("urllib3.util.connection.create_connection", note)
    return tried


def test_d1_there_are_more_than_a_hundred_forms() -> None:
    assert len(set(PRIVATE_HOSTS)) > 104


@pytest.mark.parametrize("host", PRIVATE_HOSTS)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_d1_no_form_of_a_private_address_is_asked(
    host: str, scheme: str, connections: list
) -> None:
    with pytest.raises(http.FetchRefused) as refused:
        http.fetch(f"{scheme}://{host}/latest/meta-data/")
    assert (
        str(refused.value) == "This address cannot be used. Use the public web address of a page."
    )
    assert connections == []


@pytest.mark.parametrize("address", ODD_ADDRESSES)
def test_d1_addresses_written_to_deceive_are_not_asked(
    address: str, names: dict, connections: list
) -> None:
    names["public.example"] = [["93.184.216.34"]]
    with pytest.raises(http.FetchRefused) as refused:
        http.fetch(address)
    assert (
        str(refused.value) == "This address cannot be used. Use the public web address of a page."
    )
    assert connections == []


@pytest.mark.parametrize(
    "answer",
    [
        ["127.0.0.1"],
        ["93.184.216.34", "127.0.0.1"],
        ["10.0.0.5"],
        ["::1"],
        ["::ffff:169.254.169.254"],
    ],
)
def test_d1_a_public_name_with_a_private_address_is_refused(
    answer: list, names: dict, connections: list
) -> None:
    names["rebound.example"] = [answer]
    with pytest.raises(http.FetchRefused):
        http.fetch("http://rebound.example/")
    assert connections == []


def test_d1_a_name_that_does_not_exist_reads_like_one_that_is_private() -> None:
    with pytest.raises(http.FetchRefused, match="This address cannot be used"):
        http.fetch("https://does-not-exist.invalid/")


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_d1_the_checked_address_is_the_connected_one(
    scheme: str, names: dict, connections: list
) -> None:
    names["rebinding.example"] = [["93.184.216.34"], ["127.0.0.1"]]
    with pytest.raises(http.FetchFailed):
        http.fetch(f"{scheme}://rebinding.example/")
    assert connections == [("93.184.216.34", 80 if scheme == "http" else 443)]


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


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(
    "answer",
    [
        drip(b"HTTP/1.1 200 OK\r\n" + b"X-Slow: yes\r\n" * 1000),
        drip(HEAD + b"Content-Length: 5000\r\n\r\n" + b"a" * 5000, 0.05),
        drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\na\r\n" * 5000, 0.05),
        drip(HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"a" * 100_000), 0.1),
        silent,
        endless(b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["header", "body", "chunks", "compressed", "silent", "continue"],
)
def test_d5_slow_answers_end_at_the_deadline_and_free_the_worker(answer: Callable) -> None:
    before = threading.active_count()
    with hostile(answer) as server:
        started = time.monotonic()
        with pytest.raises(http.FetchFailed):
            http.fetch(server.url, timeout=1, allow=server.allowed)
        assert time.monotonic() - started < 1.6
        assert not any(thread.name.endswith("(_work)") for thread in threading.enumerate())
    assert threading.active_count() <= before + 3


def test_d5_a_silent_handshake_ends_at_the_deadline() -> None:
    with hostile(drip(b"\x16\x03\x03\x10\x00" + b"\0" * 4000, 0.1), listen_first=False) as server:
        started = time.monotonic()
        with pytest.raises(http.FetchTooSlow):
            http.fetch(f"https://127.0.0.1:{server.port}/", timeout=1, allow=server.allowed)
        assert time.monotonic() - started < 1.6


def test_d5_a_slow_name_service_ends_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: time.sleep(3) or [])
    started = time.monotonic()
    with pytest.raises(http.FetchTooSlow):
        http.fetch("https://slow.example/", timeout=0.5)
    assert time.monotonic() - started < 1.2


def test_d5_redirects_share_one_deadline() -> None:
    def lazily(line: socket.socket, request: str) -> None:
        time.sleep(0.5)
        moved("/")(line, request)

    with hostile(lazily) as server:
        started = time.monotonic()
        with pytest.raises(http.FetchTooSlow):
            http.fetch(server.url, timeout=1.2, allow=server.allowed)
        assert time.monotonic() - started < 1.7


def bomb(megabytes: int) -> bytes:
    squeezer = zlib.compressobj(9, zlib.DEFLATED, 31)
    million = b"\0" * 1_000_000
    return b"".join(squeezer.compress(million) for _ in range(megabytes)) + squeezer.flush()


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (endless(HEAD + b"\r\n", b"a" * 65_536), http.FetchTooLarge),
        (endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"a" * 65_536 + b"\r\n"), http.FetchTooLarge),
        (plain(b"", "Content-Length: 99999999999"), http.FetchFailed),
        (lambda line, _: line.sendall(HEAD + b"Content-Length: 5000000\r\n\r\n"), http.FetchTooLarge),
        (plain(bomb(200), "Content-Encoding: gzip"), http.FetchTooLarge),
        (plain(gzip.compress(bomb(200)), "Content-Encoding: gzip, gzip"), http.FetchTooLarge),
        (plain(b"x", "Content-Encoding: " + ", ".join(["gzip"] * 30)), http.FetchFailed),
        (plain(b"not gzip", "Content-Encoding: gzip"), http.FetchFailed),
        (endless(b"HTTP/1.1 200 OK\r\n", b"X-Header: yes\r\n"), http.FetchFailed),
        (endless(b"HTTP/1.1 200 OK\r\nX: ", b"a" * 65_536), http.FetchFailed),
        (lambda line, _: line.sendall(b"not http at all"), http.FetchFailed),
        (lambda line, _: line.sendall(HEAD + b"Content-Length: 50\r\n\r\nshort"), http.FetchFailed),
    ],
    ids=["endless", "chunks", "doubled-length", "announced", "bomb", "double-bomb", "coding-chain", "broken", "headers", "header", "garbage", "short"],
)  # fmt: skip
def test_d5_endless_and_exploding_answers_are_cut(answer: Callable, error: type[Exception]) -> None:
    with hostile(answer) as server:
        started = time.monotonic()
        with pytest.raises(error):
            http.fetch(server.url, timeout=5, allow=server.allowed)
        assert time.monotonic() - started < 3


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


def test_several_fetches_at_once_do_not_disturb_each_other() -> None:
    with hostile(plain(b"quick")) as quick, hostile(silent) as slow:

        def wait_in_vain() -> None:
            with pytest.raises(http.FetchTooSlow):
                http.fetch(slow.url, timeout=1, allow=slow.allowed)

        waiting = [threading.Thread(target=wait_in_vain) for _ in range(5)]
        for thread in waiting:
            thread.start()
        bodies = [http.fetch(quick.url, timeout=1, allow=quick.allowed).body for _ in range(20)]
        for thread in waiting:
            thread.join()
    assert bodies == [b"quick"] * 20


def test_a_public_site_is_asked_by_its_name_at_the_checked_address(
    names: dict, monkeypatch: pytest.MonkeyPatch
) -> None:
    names["public.example"] = [["93.184.216.34"]]
    with hostile(plain(b"page")) as server, hostile(moved(server.url)) as mover:
        here = {"93.184.216.34": server.port}

        def reach(address: tuple[str, int], *rest: object, **more: object) -> socket.socket:
            return socket.create_connection(("127.0.0.1", here[address[0]]))

        monkeypatch.setattr("urllib3.util.connection.create_connection", reach)
        assert http.fetch("http://public.example/a?b=c").body == b"page"
        here["93.184.216.34"] = mover.port
        with pytest.raises(http.FetchRefused):
            http.fetch("http://public.example/")
    assert server.requests[0].startswith("GET /a?b=c HTTP/1.1\r\n")
    assert "\r\nHost: public.example\r\n" in server.requests[0]
    assert "X-Forwarded-For" not in server.requests[0] and len(server.requests) == 1


def test_the_guard_leaves_other_sessions_alone() -> None:
    assert isinstance(requests.Session().get_adapter("http://x"), requests.adapters.HTTPAdapter)
    assert not isinstance(
        requests.Session().get_adapter("http://x"), guarded_adapter.GuardedAdapter
    )
