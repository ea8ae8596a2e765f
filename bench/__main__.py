"""Measure the product against two bare Flask pages in the same run: ./dev bench [--write] [--rounds 7] [only ...]

`only` are parts by name: statements, pages, replies, search, soak. The community of 100,000 posts is made once and
kept in the folder. Prints the report; --write puts it into bench/RESULTS.md as well.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import client, pages, report, serving, statements, writing
from bench.corpus import keeping
from bench.corpus.shape import Shape
from bench.readers import Community
from bench.report import Figure, Section

HERE = Path(__file__).resolve().parent
LARGE = Shape()
SMALL = Shape(threads=1_000, posts=20_000, accounts=400, longest=1_000)
PARTS = ("statements", "pages", "replies", "search", "soak")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("only", nargs="*", choices=[[], *PARTS], metavar="only")
    parser.add_argument("--folder", type=Path, default=HERE.parent / ".cache" / "bench")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=30, help="how long the soak lasts")
    parser.add_argument("--port", type=int, default=8110)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    load = os.getloadavg()[0]
    sections = measured(arguments, set(arguments.only or PARTS))
    told = report.written(sections, report.conditions(load))
    print(told)
    if arguments.write:
        (HERE / "RESULTS.md").write_text(told, encoding="utf-8")
    return 0 if all(figure.met for _, figures in sections for figure in figures) else 1


def measured(arguments: argparse.Namespace, parts: set[str]) -> list[Section]:
    kept = {shape: keeping.kept(arguments.folder, shape) for shape in (SMALL, LARGE)}
    with _copies(kept[SMALL], kept[LARGE]) as (little, large):
        sections = []
        if "statements" in parts:
            sections.append(("SQL statements a page", statements.counted(Community(large))))
        with serving.community(large, arguments.port) as ours:
            sections += _served(arguments, parts, ours, Community(large), little)
        return sections


def _served(
    arguments: argparse.Namespace,
    parts: set[str],
    ours: serving.Server,
    community: Community,
    little: Path,
) -> list[Section]:
    sections: list[Section] = []
    if "pages" in parts:
        sections += _pages(arguments, ours, community, little)
    writes = [*(writing.replies(ours, community) if "replies" in parts else ())]
    finds = [*(writing.searches(ours) if "search" in parts else ())]
    lasting = [*(writing.soak(ours, community, arguments.seconds) if "soak" in parts else ())]
    memory = Figure("Memory of all processes after it all", ours.memory(), "MiB", most=200)
    return [*sections, ("Writing, searching, lasting", [*writes, *finds, *lasting, memory])]


def _pages(
    arguments: argparse.Namespace, ours: serving.Server, community: Community, little: Path
) -> list[Section]:
    with tempfile.TemporaryDirectory() as folder:
        known = Path(folder) / "known"
        compressed = client.get(community.full[0].path, accept_encoding="gzip")
        known.write_bytes(client.ask(ours.url, compressed)[2])
        database = f"sqlite:///{community.data}/community.sqlite3"
        with (
            serving.community(little, arguments.port + 1) as small,
            serving.bare_pages(database, known, arguments.port + 2) as bare,
        ):
            return pages.measured(ours, small, bare, community, Community(little), arguments.rounds)


@contextmanager
def _copies(*kept: Path) -> Iterator[list[Path]]:
    """What is written while measuring is thrown away."""
    with tempfile.TemporaryDirectory(dir=kept[0].parent) as folder:
        yield [Path(shutil.copytree(each, Path(folder) / each.name)) for each in kept]


if __name__ == "__main__":
    sys.exit(main())
