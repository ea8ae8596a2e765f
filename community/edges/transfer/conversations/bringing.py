"""Bring in what was said: stage it, order it, keep it batch by batch, account for every row."""

from collections.abc import Iterable
from dataclasses import dataclass

from community.edges.transfer import keys, progress, running
from community.edges.transfer.balance import Line
from community.edges.transfer.running import Outcome
from community.kernel.i18n import gettext as _

from .batches import Batch, Bench
from .people import People
from .reasons import REASONS
from .said import Said, Unsaid
from .staging import STORED, THERE, Staging

AT_ONCE = 400


@dataclass(frozen=True)
class Place:
    """Where it comes from, and the board that takes it; `rows` is what its rows are called in the balance."""

    provider: str
    site: str
    rows: str
    board: str = ""
    name: str = ""
    language: str = "en"


def bring(place: Place, all_said: Iterable[Said | Unsaid]) -> Outcome:
    """Commits as it goes. Raises ImportRunning."""
    with running.alone(f"{place.provider} {place.site}") as folder:
        staging = Staging(folder / "staging.sqlite3")
        with progress.steps(_("Reading %(table)s", table=place.rows)) as done:
            for number in staging.load(all_said):
                done(number)
        run = running.begin(place.provider, place.site)
        people = People(run.source_id, place.provider, place.site)
        board_id = running.board_id(
            place.board or place.site, place.name or place.board or place.site
        )
        bench = Bench(staging, people, run.source_id, board_id, place.language, place.site)
        _tell(bench)
        there, stored = staging.count(THERE), staging.count(STORED)
        refusals = [(place.rows, name, str(REASONS[why])) for name, why in staging.refusals()]
        lines = [Line(place.rows, staging.read, stored, there, len(refusals))]
        outcome = running.close(run, folder, lines, refusals)
        staging.close()
    return outcome


def _tell(bench: Bench) -> None:
    here = keys.known(bench.source, "post", bench.staging.wanted())
    number, turn = bench.staging.line_up(name for name, ours in here.items() if ours), 0
    with progress.steps(_("Posts"), number) as done:
        while waiting := bench.staging.after(turn, AT_ONCE):
            turn = waiting[-1]["turn"]
            Batch(bench, waiting).bring()
            done(len(waiting))
