"""A small closed loop: each connection asks again as soon as it is answered. Its own work is kept little."""

import selectors
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

HEAD_ENDS = b"\r\n\r\n"
PIECE = 1 << 18


@dataclass
class Answers:
    """What a loop saw: seconds of each answer, how often each status came, and the bytes of the last one."""

    seconds: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    took: float = 0.0
    last: bytes = b""

    @property
    def count(self) -> int:
        return len(self.seconds)

    @property
    def rate(self) -> float:
        return self.count / self.took

    def note(self, status: int, seconds: float, body: bytes) -> None:
        self.statuses[status] = self.statuses.get(status, 0) + 1
        self.seconds.append(seconds)
        self.last = body


@dataclass
class Connection:
    """One keep-alive connection and what it is waiting for."""

    address: tuple[str, int]
    wire: socket.socket | None = None
    received: bytearray = field(default_factory=bytearray)
    asked_at: float = 0.0
    wanted: int = -1

    def ask(self, request: bytes) -> None:
        self.received.clear()
        self.wanted, self.asked_at = -1, time.perf_counter()
        try:
            self._open().sendall(request)
        except OSError:
            self.close()
            self._open().sendall(request)

    def heard(self) -> bool:
        """Read what has come; whether the answer is whole. ConnectionError if the server hangs up."""
        piece = self._open().recv(PIECE)
        if not piece:
            raise ConnectionResetError(
                "the server closed the connection in the middle of an answer"
            )
        self.received += piece
        if self.wanted < 0 and (end := self.received.find(HEAD_ENDS)) >= 0:
            self.wanted = end + len(HEAD_ENDS) + _length(bytes(self.received[:end]))
        return 0 <= self.wanted <= len(self.received)

    def close(self) -> None:
        if self.wire:
            self.wire.close()
        self.wire = None

    def _open(self) -> socket.socket:
        if self.wire is None:
            self.wire = socket.create_connection(self.address, timeout=30)
            self.wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self.wire


def loop(
    url: str, requests: Iterator[bytes], connections: int, *, count: int = 0, seconds: float = 0
) -> Answers:
    """Until `count` answers came or `seconds` are over, whichever is given."""
    answers, began = Answers(), time.perf_counter()
    lines = [Connection(_place(url)) for _ in range(connections)]
    with selectors.DefaultSelector() as selector:
        for line in lines[: count or None]:
            line.ask(next(requests))
            selector.register(line.wire, selectors.EVENT_READ, line)  # type: ignore[arg-type]
        going, asked = len(lines[: count or None]), len(lines[: count or None])
        while going:
            for key, _ in selector.select(30):
                line = key.data
                if not line.heard():
                    continue
                answers.note(status_of(line.received), time.perf_counter() - line.asked_at, b"")
                if (count and asked >= count) or (
                    seconds and time.perf_counter() - began > seconds
                ):
                    selector.unregister(line.wire)
                    going -= 1
                else:
                    line.ask(next(requests))
                    asked += 1
                answers.last = bytes(line.received) if not going else b""
    answers.took = time.perf_counter() - began
    for line in lines:
        line.close()
    return answers


def ask(url: str, request: bytes) -> tuple[int, bytes, bytes, float]:
    """One answer on a connection of its own: status, head, body, seconds."""
    line = Connection(_place(url))
    line.ask(request)
    while not line.heard():
        pass
    seconds = time.perf_counter() - line.asked_at
    line.close()
    head, _, body = bytes(line.received).partition(HEAD_ENDS)
    return status_of(line.received), head, body, seconds


def get(path: str, **headers: str) -> bytes:
    """A GET as it goes over the wire: get("/latest", cookie="session=x")."""
    return _request(f"GET {path} HTTP/1.1", headers)


def post(path: str, body: bytes, **headers: str) -> bytes:
    kind = {"content_type": "application/x-www-form-urlencoded", "content_length": str(len(body))}
    return _request(f"POST {path} HTTP/1.1", kind | headers) + body


def endless(make: Callable[[int], bytes]) -> Iterator[bytes]:
    number = 0
    while True:
        yield make(number)
        number += 1


def status_of(answer: bytes | bytearray) -> int:
    return int(answer[9:12])


def _request(line: str, headers: dict[str, str]) -> bytes:
    lines = [
        line,
        "Host: 127.0.0.1",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def _place(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return parts.hostname or "127.0.0.1", parts.port or 80


def _length(head: bytes) -> int:
    """gunicorn names the length of every answer that has a body here."""
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0
