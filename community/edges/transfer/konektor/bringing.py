"""Bring in an export: table by table, each batch one transaction with the keys of what it brought.

Ended at any moment and started again, it goes on where it was; a second run adds nothing.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import current_app

from community.edges.transfer import progress, running
from community.edges.transfer.running import Outcome
from community.kernel import site, storage
from community.kernel.i18n import gettext as _

from . import afterwards, boards, reading
from .keeping import Batch
from .shapes import CARRIED
from .tally import Tally

PROVIDER = "konektor"
AT_ONCE = 300
FILES = "files"


def bring(path: Path, *, site_name: str = "") -> Outcome:
    """`site_name` is the address it is an export of, else the one it gives itself.

    Commits as it goes. Raises NoExport, ExportTooNew, ImportRunning.
    """
    about = reading.about(path)
    name, tally = site_name or str(about["site"]), Tally()
    with running.alone(name) as folder:
        run = running.begin(PROVIDER, name)
        source = run.source_id
        _bring_files(path / FILES, tally)
        access = boards.access_of(row for _, row in reading.rows(path, "board_access") if row)
        for shape in CARRIED:
            with progress.steps(shape.name, int(about["tables"].get(shape.name, 0))) as done:
                _bring_table(path, Batch(source, shape, tally, access), done)
        afterwards.point_back(path, source)
        if tally.brought:
            afterwards.count_and_mark()
            site.bump()
        afterwards.write_redirects(path, source, folder / "redirects.csv")
        return running.close(run, folder, tally.lines(), tally.told())


def _bring_table(path: Path, batch: Batch, done: Callable[[int], None]) -> None:
    shape, tally = batch.shape, batch.tally
    waiting: list[dict[str, Any]] = []
    for place, row in reading.rows(path, shape.name):
        tally.read(shape.name)
        if row is None:
            tally.refuse(shape.name, _("line %(number)s", number=place), "malformed")
            continue
        waiting.append(row)
        if len(waiting) >= AT_ONCE:
            batch.keep(waiting)
            done(len(waiting))
            waiting = []
    if waiting:
        batch.keep(waiting)
        done(len(waiting))


def _bring_files(folder: Path, tally: Tally) -> None:
    """First of all, so that nothing shows a picture that is not here yet."""
    place = current_app.extensions["storage"]
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        key = file.relative_to(folder).as_posix()
        tally.read(FILES)
        try:
            if place.exists(key):
                tally.there(FILES)
                continue
            with file.open("rb") as content:
                place.put(key, content)
            tally.store(FILES)
        except (storage.BadKey, storage.NotStored):
            tally.refuse(FILES, key, "bad_key")
