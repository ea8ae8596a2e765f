"""Bring in a dump: stage it, people first, then conversations in the order of time, then account for every row.

Each batch is one transaction that also keeps the keys of what it brought. Ended at any moment and started again,
it goes on where it was; a second run adds nothing.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import select

from community.edges.transfer import keys, progress
from community.edges.transfer.balance import Line, write_refusals
from community.edges.transfer.models import ImportRun
from community.edges.transfer.refusals import ImportRunning
from community.fans.forum import Board, boards
from community.kernel import clock, faces, text
from community.kernel.db import db
from community.kernel.i18n import gettext as _
from community.kernel.permissions import SYSTEM

from . import accounting, around, batches, files, turns
from .people import PROVIDER, People
from .staging import Staging


@dataclass(frozen=True)
class Outcome:
    """The trial balance, how often each reason was given, the list of refused rows, and files that ended too early."""

    lines: list[Line]
    reasons: dict[str, int]
    refused: Path
    torn: list[str]

    @property
    def even(self) -> bool:
        return all(line.even for line in self.lines)


def bring(
    path: Path, *, site: str = "", board: str = "", name: str = "", language: str = "en"
) -> Outcome:
    """`site` is the address the dump is of, such as travel.stackexchange.com; threads go to the board with this slug.

    Commits as it goes. Raises NothingToImport, UnsafeDump, ImportRunning.
    """
    tables = files.find(path)
    site = site or (path if path.is_dir() else path.parent).resolve().name
    with _alone(site) as folder:
        staging = Staging(folder / "staging.sqlite3")
        _stage(staging, tables)
        run = _begin(site)
        place = _place(staging, run.source_id, site, _board(board or site, name or site), language)
        _tell(place)
        outcome = _close(staging, run, folder)
        staging.close()
    return outcome


@contextmanager
def _alone(site: str) -> Iterator[Path]:
    """One import of a site at a time; the lock goes with the process."""
    folder = current_app.extensions["config"].data / "imports" / text.slugify(site)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ImportRunning(site=site) from None
        yield folder


def _stage(staging: Staging, tables: dict[str, Path]) -> None:
    for table, file in tables.items():
        with progress.steps(_("Reading %(table)s", table=table)) as done:
            staging.load(table, file, done)


def _begin(site: str) -> ImportRun:
    run = ImportRun(source_id=keys.source_id(PROVIDER, site), started_at=clock.now())
    db.session.add(run)
    db.session.commit()
    return run


def _board(slug: str, name: str) -> int:
    slug = text.slugify(slug)
    found = db.session.scalar(select(Board.id).where(Board.slug == slug))
    if found is None:
        hue = int(faces.hue(slug)) * 15  # degrees: each board its own
        found = boards.create(slug, {"en": name}, by=SYSTEM, hue=hue).id
        db.session.commit()
    return int(found)


def _place(staging: Staging, source: int, site: str, board_id: int, language: str) -> batches.Place:
    base = f"https://{site}/" if "." in site else ""
    return batches.Place(staging, People(staging, source, site), source, board_id, base, language)


def _tell(place: batches.Place) -> None:
    staging = place.staging
    number = turns.line_up(staging)
    accounting.refuse_what_has_no_place(staging)
    around.bring_tags(staging)
    with progress.steps(_("Posts"), number) as done:
        batches.bring_all(place, number, lambda: _tell_people(place), done)
    around.bring_links(staging, place.source)
    accounting.account_for_the_rest(staging)


def _tell_people(place: batches.Place) -> None:
    with progress.steps(_("People"), place.staging.read.get("Users", 0)) as done:
        place.people.bring_all(done)


def _close(staging: Staging, run: ImportRun, folder: Path) -> Outcome:
    lines = accounting.lines(staging)
    refused = folder / f"refused-{run.id}.csv"
    reasons = write_refusals(refused, accounting.refusals(staging))
    run.finished_at, run.balance = clock.now(), _as_plain(lines)
    db.session.commit()
    return Outcome(lines, reasons, refused, staging.torn)


def _as_plain(lines: list[Line]) -> dict[str, Any]:
    return {line.table: asdict(line) for line in lines}
