"""The supervisor: keeps one generation of the community serving and changes it without a gap.

The listening socket is the supervisor's. On SIGHUP a new generation starts beside the old one on the
same socket, and only when it is ready the old one is asked to finish what it has begun and go.
"""

import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress

from community.kernel.processes.children import Child, say
from community.kernel.processes.keeper import Keeper

NEVER_READY = 3


class Generation(Child):
    """A child that says through a pipe when it serves."""

    def __init__(self, live: Callable[[int], None]):
        super().__init__("community", self._live)
        self._lives = live
        self.ready = False
        self.pipe = -1

    def begin(self) -> None:
        self.ready = False
        self.close()
        self.pipe, self._write = os.pipe()
        super().begin()
        os.close(self._write)

    def _live(self) -> None:
        os.close(self.pipe)
        os.set_inheritable(self._write, True)
        self._lives(self._write)

    def close(self) -> None:
        if self.pipe >= 0:
            os.close(self.pipe)
        self.pipe = -1

    def look(self) -> bool:
        """Whether it has just become ready; to be asked when its pipe can be read."""
        said = os.read(self.pipe, 1)
        self.close()
        self.ready = bool(said)
        return self.ready


class Supervisor(Keeper):
    def __init__(
        self, live: Callable[[int], None], beside: list[Child], opened: Callable[[], None]
    ):
        self.current = Generation(live)
        self.next: Generation | None = None
        self.leaving: list[Child] = []
        self._live, self._opened, self._ever_ready = live, opened, False
        self.code = 0
        super().__init__([self.current, *beside])

    def watched(self) -> list[int]:
        return [each.pipe for each in self._generations() if each.pipe >= 0]

    def heard(self, number: signal.Signals) -> None:
        super().heard(number)
        if number == signal.SIGHUP and sys.stdin.isatty():
            self.stopping = True  # its terminal was closed
        elif number == signal.SIGHUP and self._ever_ready and not self.next:
            self.next = Generation(self._live)
            self.next.begin()

    def look(self) -> None:
        import select

        readable, _, _ = select.select(self.watched(), [], [], 0)
        for generation in self._generations():
            if generation.pipe in readable and generation.look():
                self._is_ready(generation)
        super().look()

    def ended(self, child: Child, status: int) -> None:
        if child in self.leaving:
            self.leaving.remove(child)
        elif child is self.next:
            self.next.close()
            self.next = None
            say("The new generation could not start; the old one goes on.")
        elif child is self.current and not self._ever_ready:
            child.pid = 0
            self.stopping, self.code = True, os.waitstatus_to_exitcode(status) or NEVER_READY
        else:
            super().ended(child, status)

    def everybody(self) -> list[Child]:
        return [*super().everybody(), *self.leaving, *([self.next] if self.next else [])]

    def _generations(self) -> list[Generation]:
        return [self.current, *([self.next] if self.next else [])]

    def _is_ready(self, generation: Generation) -> None:
        if generation is self.next:
            self.leaving.append(self.current)
            self.current.tell(signal.SIGTERM)
            self.children[0] = self.current = generation
            self.next = None
            say("A new generation serves; the old one finishes what it has begun.")
        elif not self._ever_ready:
            self._ever_ready = True
            self._opened()
            tell_systemd("READY=1")


def listen(host: str, port: int) -> socket.socket:
    """A socket that children inherit. OSError if the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    listening.listen(1024)
    listening.set_inheritable(True)
    return listening


def tell_systemd(state: str) -> None:
    if address := os.environ.get("NOTIFY_SOCKET"):
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notice:
            notice.connect("\0" + address[1:] if address.startswith("@") else address)
            notice.sendall(state.encode())
