# ruff: noqa: N999
"""How fast dumps come in: python -m bench.import FOLDER [FOLDER ...]

Each is imported into an empty community on SQLite, and once more to see what finding nothing new costs.
Prints one line a run: posts, seconds, posts a second, and the same by processor time of all processes.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from community.app import create_app
from community.config import Config
from community.edges.transfer import stackexchange
from community.kernel.db import Base, db


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    for folder in parser.parse_args().folders:
        with tempfile.TemporaryDirectory() as data:
            measure(folder, Path(data))


def measure(folder: Path, data: Path) -> None:
    app = create_app(Config(data=data, secret_key="s" * 32))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        db.session.commit()
        for label in ("first", "again"):
            seconds, processor, outcome = timed(
                lambda: stackexchange.bring(folder, site=folder.name)
            )
            lines = [line for line in outcome.lines if line.table in ("Posts", "Comments")]
            stored, read = sum(line.stored for line in lines), sum(line.read for line in lines)
            rate = f"{(stored or read) / seconds:,.0f} a second, {(stored or read) / processor:,.0f} a processor second"
            print(
                f"{folder.name} {label}: {stored:,} of {read:,} posts in {seconds:.1f} s: {rate}; even: {outcome.even}"
            )
        db.session.remove()
        db.engine.dispose()


def timed(work: Callable[[], stackexchange.Outcome]) -> tuple[float, float, stackexchange.Outcome]:
    wall, processor = time.perf_counter(), sum(os.times()[:4])
    outcome = work()
    return time.perf_counter() - wall, sum(os.times()[:4]) - processor, outcome


if __name__ == "__main__":
    main()
