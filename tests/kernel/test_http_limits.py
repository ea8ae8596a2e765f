"""Slow, endless and exploding answers end in time, and the worker is free (D5)."""

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable

import pytest

from community.kernel import http
from tests.kernel.hostile_server import drip, endless, hostile, moved, plain, silent

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
