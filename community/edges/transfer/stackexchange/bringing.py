"""Bring in a dump: stage it, people first, then conversations in the order of time, then account for every row.

Each batch is one transaction that also keeps the keys of what it brought. Ended at any moment and started again,
it goes on where it was; a second run adds nothing.
"""

from pathlib import Path

from community.edges.transfer import progress, running
from community.edges.transfer.running import Outcome
from community.kernel.i18n import gettext as _

from . import accounting, around, batches, files, turns
from .people import PROVIDER, People
from .staging import Staging


def bring(
    path: Path, *, site: str = "", board: str = "", name: str = "", language: str = "en"
) -> Outcome:
    """`site` is the address the dump is of, such as travel.stackexchange.com; threads go to the board with this slug.

    Commits as it goes. Raises NothingToImport, UnsafeDump, ImportRunning.
    """
    tables = files.find(path)
    site = site or (path if path.is_dir() else path.parent).resolve().name
    with running.alone(site) as folder:
        staging = Staging(folder / "staging.sqlite3")
        _stage(staging, tables)
        run = running.begin(PROVIDER, site)
        place = _place(
            staging, run.source_id, site, running.board_id(board or site, name or site), language
        )
        _tell(place)
        lines, refusals = accounting.lines(staging), accounting.refusals(staging)
        outcome = running.close(run, folder, lines, refusals, staging.torn)
        staging.close()
    return outcome


def _stage(staging: Staging, tables: dict[str, Path]) -> None:
    for table, file in tables.items():
        with progress.steps(_("Reading %(table)s", table=table)) as done:
            staging.load(table, file, done)


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
