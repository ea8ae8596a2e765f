"""How fast the search engines are on a large community: python -m bench.search [--documents 100000] [--folder DIR]

Words follow Zipf's law in five languages; one word stands in 30 % of the documents. Prints figures for
building, searching, a commit of one document, and finding it again.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from community.app import create_app
from community.config import Config
from community.kernel.db import Base, db
from community.kernel.index import DatabaseIndex, EmbeddedIndex
from community.kernel.index.port import Index, Reference
from community.kernel.index.query import Query
from community.kernel.index.stopwords import STOP_WORDS
from community.kernel.slots import SearchDocument

SHARES = {"en": 45, "id": 15, "de": 15, "nl": 10, "fa": 15}
SYLLABLES = {
    "en": "ing ter ble con ver sion gri nd shot rou wat ple est ment ack low ight".split(),
    "id": "me ba ca ran kan ter pu lang se nang ko pi gu la pa nas be li kah".split(),
    "de": "schaf heit ung ver ge müh le kan ein strö bar lich wass ser lang haus".split(),
    "nl": "ge ver ing lijk oor schap koff ie wat er hui zen bij een goed tje".split(),
    "fa": "کت اب خا نه می رو قه وه گر دن باز سا زی دان ها شی ما تر".split(),
}
VOCABULARY = 30_000
COMMON = "norrvind"
START = datetime(2025, 1, 1, tzinfo=UTC)


class Talk:
    """Documents as a community writes them; the same seed gives the same words."""

    def __init__(self, seed: int = 7):
        self.random = random.Random(seed)
        self.words = {code: self._vocabulary(code) for code in SHARES}
        self.steps = [*accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY))]

    def document(self, number: int) -> SearchDocument:
        language = self.random.choices([*SHARES], [*SHARES.values()])[0]
        words = self._sentence(language, max(5, int(self.random.lognormvariate(3.8, 0.7))))
        if self.random.random() < 0.3:
            words[self.random.randrange(len(words))] = COMMON
        starts_thread = number % 10 == 0
        return SearchDocument(
            kind="post",
            id=number,
            title=" ".join(self._sentence(language, 7)) if starts_thread else "",
            text=" ".join(words),
            language=language,
            at=START + timedelta(minutes=5 * number),
            board_id=1 + number % 12,
            tags=(f"tag{number % 40}",),
            author=f"fan{number % 3000}",
        )

    def load(self, references: list[Reference]) -> list[SearchDocument]:
        return [self.document(number) for _, number in references]

    def word(self, rank: int, language: str = "en") -> str:
        return self.words[language][rank]

    def _sentence(self, language: str, length: int) -> list[str]:
        return self.random.choices(self.words[language], cum_weights=self.steps, k=length)

    def _vocabulary(self, language: str) -> list[str]:
        made = dict.fromkeys(sorted(STOP_WORDS[language]))
        while len(made) < VOCABULARY:
            made["".join(self.random.choices(SYLLABLES[language], k=self.random.randint(2, 5)))] = (
                None
            )
        return [*made]


def batches(count: int, size: int = 500) -> Iterator[list[Reference]]:
    for start in range(1, count + 1, size):
        yield [("post", number) for number in range(start, min(start + size, count + 1))]


def questions(talk: Talk) -> dict[str, Query]:
    common, frequent, usual, rare = COMMON, talk.word(150), talk.word(600), talk.word(25_000)
    return {
        "a common word (30 %)": Query(common),
        "a frequent word": Query(frequent),
        "a rare word": Query(rare),
        "common + frequent": Query(f"{common} {frequent}"),
        "three words": Query(f"{common} {frequent} {usual}"),
        "common, posts of one board": Query(common, kinds=("post",), boards=frozenset({3})),
        "common, newest first": Query(common, order="newest"),
        "common, two boards closed": Query(common, closed_boards=frozenset({3, 4})),
        "a phrase": Query(phrases=(f"{common} {frequent}",)),
        "a beginning": Query(beginnings=(talk.word(400)[:4],)),
        "a tag alone": Query(tags=("tag7",)),
        "nothing found": Query("xyzzyplugh"),
    }


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def measure_searches(index: Index, talk: Talk, times: int) -> None:
    print(f"{'question':<32}{'first':>9}{'median':>9}{'p95':>9}{'hits':>9}")
    for name, query in questions(talk).items():
        first = milliseconds(lambda query=query: index.search(query))
        # A limit of its own makes each a new question, so that no kept answer is measured.
        varied = [replace(query, limit=query.limit - number) for number in range(1, times + 1)]
        taken = [milliseconds(lambda query=query: index.search(query)) for query in varied]
        count = index.search(query).count
        print(
            f"{name:<32}"
            + "".join(f"{each:7.1f}ms" for each in (first, statistics.median(taken), max(taken)))
            + f"{count:9}"
        )


def measure_commits(index: Index, talk: Talk, start: int, count: int) -> None:
    taken = [
        milliseconds(lambda number=number: index.update([("post", number)], talk.load))
        for number in range(start, start + count)
    ]
    print(
        f"{'commit of one document':<32}{taken[0]:7.1f}ms{statistics.median(taken):7.1f}ms{max(taken):7.1f}ms{count:9}"
    )
    again = milliseconds(
        lambda: index.update([("post", number) for number in range(1, 501)], talk.load)
    )
    print(f"{'commit of 500 changed documents':<32}{again:7.1f}ms")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, default=Path("bench-index"))
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--commits", type=int, default=60)
    parser.add_argument(
        "--database", default="", help="URL of a PostgreSQL: measure its engine instead"
    )
    arguments = parser.parse_args()
    with the_index(arguments.folder, arguments.database) as index:
        measure(index, Talk(), arguments)
    return 0


@contextmanager
def the_index(folder: Path, database: str) -> Iterator[Index]:
    if not database:
        yield EmbeddedIndex(folder)
        return
    app = create_app(Config(data=folder, database_url=database))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        yield DatabaseIndex()


def measure(index: Index, talk: Talk, arguments: argparse.Namespace) -> None:
    if not index.ready():
        taken = milliseconds(lambda: index.rebuild(batches(arguments.documents), talk.load))
        print(f"built {arguments.documents} documents in {taken / 1000:.0f} s")
    print(index.facts())
    measure_searches(index, talk, arguments.times)
    measure_commits(index, talk, arguments.documents + 1, arguments.commits)
    print(index.facts())
    measure_searches(index, talk, arguments.times)


if __name__ == "__main__":
    sys.exit(main())
