"""Only public machines are asked, whatever an address looks like and whatever the name service says (D1)."""

import socket

import pytest

from community.kernel import http
from tests.kernel.hostile_server import hostile, moved, plain

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
