"""Signals as things to wait for, so that everything happens in one place and nothing in between."""

import os
import select
import signal
from collections.abc import Iterable
from types import TracebackType


class Signals:
    """`with Signals(SIGTERM, SIGCHLD) as signals: signals.wait(1.0)` gives those that came, in order."""

    def __init__(self, *wanted: signal.Signals):
        self._wanted = wanted
        self._came: list[signal.Signals] = []

    def __enter__(self) -> "Signals":
        self._read, self._write = os.pipe()
        os.set_blocking(self._read, False)
        os.set_blocking(self._write, False)
        signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        self._before = {each: signal.signal(each, self._note) for each in self._wanted}
        return self

    def __exit__(
        self, kind: type | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.set_wakeup_fd(-1)
        for each, handler in self._before.items():
            signal.signal(each, handler)
        os.close(self._read)
        os.close(self._write)

    def wait(self, seconds: float, others: Iterable[int] = ()) -> list[signal.Signals]:
        """Until a signal comes, one of `others` (file descriptors) can be read, or the time is over."""
        if not self._came:
            select.select([self._read, *others], [], [], max(0.0, seconds))
        try:
            os.read(self._read, 1000)
        except BlockingIOError:
            pass
        came, self._came = self._came, []
        return came

    def _note(self, number: int, frame: object) -> None:
        self._came.append(signal.Signals(number))
