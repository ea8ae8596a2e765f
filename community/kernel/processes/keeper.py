"""Keeps children alive until it is told to stop, then stops them with care."""

import os
import signal
import time

from community.kernel.processes.children import Child, say
from community.kernel.processes.signals import Signals

PATIENCE = 30.0


class Keeper:
    def __init__(self, children: list[Child]):
        self.children = children
        self.stopping = False

    def run(self) -> None:
        """Until SIGTERM or SIGINT."""
        wanted = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD)
        with Signals(*wanted) as signals:
            for child in self.children:
                child.begin()
            while not self.stopping:
                for number in signals.wait(self._until_next(), self.watched()):
                    self.heard(number)
                self.look()
            self._end(signals)

    def watched(self) -> list[int]:
        """File descriptors to wait for."""
        return []

    def heard(self, number: signal.Signals) -> None:
        if number in (signal.SIGTERM, signal.SIGINT):
            self.stopping = True

    def look(self) -> None:
        """Notice who ended and begin again whose pause is over."""
        self._reap()
        for child in self.children:
            if not child.pid and not self.stopping and child.begin_again_at <= time.monotonic():
                child.begin()

    def ended(self, child: Child, status: int) -> None:
        child.ended()
        say(f"The {child.name} ended ({_told(status)}) and is begun again.")

    def everybody(self) -> list[Child]:
        return self.children

    def _reap(self) -> None:
        """Waits for all, because as process 1 we inherit strangers too."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not pid:
                return
            for child in [each for each in self.everybody() if each.pid == pid]:
                if self.stopping:
                    child.pid = 0
                else:
                    self.ended(child, status)

    def _until_next(self) -> float:
        pauses = [
            child.begin_again_at - time.monotonic() for child in self.children if not child.pid
        ]
        return max(0.0, min([1.0, *pauses]))

    def _end(self, signals: Signals) -> None:
        for child in self.everybody():
            child.tell(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        while any(child.pid for child in self.everybody()) and time.monotonic() < deadline:
            signals.wait(0.5)
            self._reap()
        for child in self.everybody():
            child.tell(signal.SIGKILL)


def _told(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"code {code}"
