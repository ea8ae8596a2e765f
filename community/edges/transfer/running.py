"""One run of an import, whatever it brings: alone, into a board, and closed with its balance."""

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import select

from community.fans.forum import Board, boards
from community.kernel import clock, faces, text
from community.kernel.db import db
from community.kernel.permissions import SYSTEM

from . import keys
from .balance import Line, write_refusals
from .models import ImportRun
from .refusals import ImportRunning


@dataclass(frozen=True)
class Outcome:
    """The trial balance, how often each reason was given, the list of refused rows, and files that ended too early."""

    lines: list[Line]
    reasons: dict[str, int]
    refused: Path
    torn: list[str] = field(default_factory=list)

    @property
    def even(self) -> bool:
        return all(line.even for line in self.lines)


@contextmanager
def alone(site: str) -> Iterator[Path]:
    """One import of a site at a time; the lock goes with the process. Gives a folder to work in."""
    folder = current_app.extensions["config"].data / "imports" / text.slugify(site)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ImportRunning(site=site) from None
        yield folder


def begin(kind: str, site: str) -> ImportRun:
    run = ImportRun(source_id=keys.source_id(kind, site), started_at=clock.now())
    db.session.add(run)
    db.session.commit()
    return run


def board_id(slug: str, name: str) -> int:
    """Of the board with this slug, which is made if there is none."""
    slug = text.slugify(slug)
    found = db.session.scalar(select(Board.id).where(Board.slug == slug))
    if found is None:
        hue = int(faces.hue(slug)) * 15  # degrees: each board its own
        found = boards.create(slug, {"en": name}, by=SYSTEM, hue=hue).id
        db.session.commit()
    return int(found)


def close(
    run: ImportRun,
    folder: Path,
    lines: list[Line],
    refusals: Iterable[tuple[str, Any, str]],
    torn: list[str] | None = None,
) -> Outcome:
    refused = folder / f"refused-{run.id}.csv"
    reasons = write_refusals(refused, refusals)
    run.finished_at, run.balance = clock.now(), {line.table: asdict(line) for line in lines}
    db.session.commit()
    return Outcome(lines, reasons, refused, torn or [])
