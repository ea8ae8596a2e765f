"""Texts are rendered by other processes while the batch before is written; small dumps need none."""

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from . import texts

PROCESSES = 2
WORTH_IT = 1500
PIECE = 50
PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of linux/prctl.h


@dataclass(frozen=True)
class Written:
    """A text as the dump has it; comments have no HTML, and not every post its Markdown."""

    kind: str
    body: str
    markdown: str | None
    base: str | None


Answer: TypeAlias = texts.Told | str  # or the code of a reason
Render: TypeAlias = Callable[[list[Written]], Callable[[], list[Answer]]]


@contextmanager
def ready(number: int) -> Iterator[Render]:
    """Gives `render(texts)`, which begins at once and gives what to call for the answers."""
    if number < WORTH_IT or sys.platform != "linux":
        yield lambda written: lambda: rendered(written)
        return
    alike = multiprocessing.get_context(
        "fork"
    )  # nothing has to be imported again, and children only compute
    with ProcessPoolExecutor(PROCESSES, alike, _end_with_parent, (os.getpid(),)) as pool:
        yield lambda written: _begun(pool, written)


def _end_with_parent(parent: int) -> None:
    """Else they would outlive a killed import and hold its lock."""
    gc.freeze()  # what was inherited is shared, not searched and copied
    ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _begun(pool: ProcessPoolExecutor, written: list[Written]) -> Callable[[], list[Answer]]:
    pieces = [written[start : start + PIECE] for start in range(0, len(written), PIECE)]
    waiting = [pool.submit(rendered, piece) for piece in pieces]
    return lambda: list(chain.from_iterable(each.result() for each in waiting))


def rendered(written: list[Written]) -> list[Answer]:
    return [_answer(each) for each in written]


def _answer(written: Written) -> Answer:
    try:
        if written.kind == "comment":
            return texts.of_comment(written.body)
        return texts.of_post(written.body, written.markdown, written.base)
    except texts.Untellable as why:
        return str(why)
