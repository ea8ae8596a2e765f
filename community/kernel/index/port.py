"""What a search engine must be able to do, and what it answers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from community.kernel.index.query import Query
from community.kernel.slots import SearchDocument

Reference = tuple[str, int]
"""A kind and an id: `("post", 7)`."""

Load = Callable[[list[Reference]], list[SearchDocument]]
"""Reads what the database has of these; what it does not give is gone."""


class IndexBroken(Exception):
    """The index cannot be read; it has to be rebuilt from the database."""


class IndexBusy(Exception):
    """Somebody else is writing to the index; come back in a moment."""


@dataclass(frozen=True)
class Hit:
    """`language` is that of the document's words, where the question had words."""

    kind: str
    id: int
    at: datetime
    language: str = ""
    score: float = 0.0


@dataclass(frozen=True)
class Hits:
    """At most `Query.limit` hits in order, and how many there are; exact only when `exact`."""

    rows: tuple[Hit, ...] = ()
    count: int = 0
    exact: bool = True


class Index(Protocol):
    def ready(self) -> bool:
        """Whether there is an index of today's schema that can be read."""

    def search(self, query: Query) -> Hits:
        """Raises IndexBroken when there is nothing to search in."""

    def update(self, references: list[Reference], load: Load) -> None:
        """Make the index say of these what the database says. Raises IndexBusy, IndexBroken.

        It loads while it holds the writer's lock, so that an older state never overwrites a newer one.
        """

    def rebuild(self, batches: Iterable[list[Reference]], load: Load) -> None:
        """A new index of these while search and updates go on. Raises IndexBusy."""

    def references(self, kind: str) -> set[int]:
        """The ids of this kind that can be found."""

    def expunge(self, seconds: float) -> bool:
        """Take the words of what is gone out of the files too; True when the time did not suffice."""

    def tidy(self) -> None:
        """Housekeeping that may take seconds."""

    def facts(self) -> dict[str, Any]:
        """For the operator: engine, number of documents, size."""
