"""A local server that answers as it is told, byte by byte if need be, and counts who came."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Answer = Callable[[socket.socket, str], None]


@dataclass
class HostileServer:
    port: int = 0
    requests: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def allowed(self) -> frozenset[tuple[str, int]]:
        return frozenset({("127.0.0.1", self.port)})


@contextmanager
def hostile(answer: Answer, *, listen_first: bool = True) -> Iterator[HostileServer]:
    """`listen_first=False` answers before anything was asked, as a broken TLS server does."""
    server = HostileServer()
    door = socket.create_server(("127.0.0.1", 0))
    server.port = door.getsockname()[1]

    def serve(line: socket.socket) -> None:
        with suppress(OSError), line:
            line.settimeout(20)
            request = line.recv(65_536).decode("latin-1") if listen_first else ""
            server.requests.append(request)
            answer(line, request)

    def accept() -> None:
        with suppress(OSError):
            while True:
                line, _ = door.accept()
                threading.Thread(target=serve, args=(line,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield server
    finally:
        door.close()


def plain(body: bytes = b"hello", *headers: str, status: str = "200 OK") -> Answer:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    whole = "\r\n".join(lines).encode() + b"\r\n\r\n" + body
    return lambda line, request: line.sendall(whole)


def moved(target: str, status: str = "302 Found") -> Answer:
    return plain(b"", f"Location: {target}", status=status)


def drip(content: bytes, seconds: float = 0.2) -> Answer:
    """One byte at a time, so that no single read ever waits long."""

    def answer(line: socket.socket, request: str) -> None:
        for place in range(len(content)):
            line.sendall(content[place : place + 1])
            time.sleep(seconds)

    return answer


def endless(beginning: bytes, piece: bytes) -> Answer:
    def answer(line: socket.socket, request: str) -> None:
        line.sendall(beginning)
        while True:
            line.sendall(piece)

    return answer


def silent(line: socket.socket, request: str) -> None:
    time.sleep(15)
