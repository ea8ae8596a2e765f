"""How far long work has come: a bar in a terminal, plain lines anywhere else."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

SECONDS = 5.0


@contextmanager
def steps(label: str, total: int = 0) -> Iterator[Callable[[int], None]]:
    """Gives `done(number)`, to be called after each piece; without a total the pieces are only counted."""
    if total and sys.stderr.isatty():
        with click.progressbar(length=total, label=label, file=sys.stderr) as bar:
            yield bar.update
    else:
        lines = Lines(label, total)
        yield lines.done
        lines.tell()


class Lines:
    def __init__(self, label: str, total: int) -> None:
        self.label, self.of, self.come = label, f" / {total:,}" if total else "", 0
        self.told = time.monotonic()

    def done(self, number: int) -> None:
        self.come += number
        if time.monotonic() - self.told > SECONDS:
            self.tell()

    def tell(self) -> None:
        self.told = time.monotonic()
        click.echo(f"{self.label}: {self.come:,}{self.of}", err=True)
