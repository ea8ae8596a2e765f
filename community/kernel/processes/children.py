"""A child process: forked to do some work or to become a program, and gone when its parent is."""

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux
LONG_ENOUGH = 10.0
LONGEST_PAUSE = 30.0


@dataclass
class Child:
    """`work` runs in the child. One that ends soon after its start is begun again ever later."""

    name: str
    work: Callable[[], None]
    pid: int = 0
    begun_at: float = 0.0
    begin_again_at: float = 0.0
    short_lives: int = 0

    def begin(self) -> None:
        self.begun_at = time.monotonic()
        self.pid = forked(self.work)

    def ended(self) -> None:
        """To be told when it ended by itself."""
        self.pid = 0
        lived = time.monotonic() - self.begun_at
        self.short_lives = 0 if lived >= LONG_ENOUGH else self.short_lives + 1
        pause = min(0.25 * 2**self.short_lives, LONGEST_PAUSE)
        self.begin_again_at = time.monotonic() + pause

    def tell(self, number: signal.Signals) -> None:
        if self.pid:
            try:
                os.kill(self.pid, number)
            except ProcessLookupError:
                self.pid = 0


def forked(work: Callable[[], None]) -> int:
    """The process id of a child that does `work` and then ends: 0, or 1 after an error, or as it exits."""
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    if pid := os.fork():
        return pid
    os._exit(_live(work, parent))


def _live(work: Callable[[], None], parent: int) -> int:
    try:
        _leave_the_terminal()
        _leave_the_parents_signals()
        _die_with_parent(parent)
        work()
        return 0
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else int(ending.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def become(command: list[str], **surroundings: str) -> None:
    """Turn this process into another program."""
    os.execve(command[0], command, {**os.environ, **surroundings})  # noqa: S606 - our own programs only


def say(sentence: str) -> None:
    """To the operator, who may read it in a terminal or a journal."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def _leave_the_terminal() -> None:
    """Ctrl+C and a closed terminal are the parent's to hear; it tells us with care."""
    with suppress(PermissionError):
        os.setpgid(0, 0)


def _leave_the_parents_signals() -> None:
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)


def _die_with_parent(parent: int) -> None:
    """Stop when the parent is killed; elsewhere than on Linux one may stay behind."""
    if sys.platform != "linux":
        return
    import ctypes

    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)
    if os.getppid() != parent:
        os._exit(1)
