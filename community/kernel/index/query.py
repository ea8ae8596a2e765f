"""A question to the index, free of any engine's query language."""

from dataclasses import dataclass
from typing import Literal

Order = Literal["best", "newest"]

MOST_HITS = 200


@dataclass(frozen=True)
class Query:
    """`words` must all occur; so must each phrase and a word for each of the `beginnings`; no word of `without`.

    Filters that are None do not filter: `boards` are the only boards looked at, `closed_boards` never are.
    """

    words: str = ""
    phrases: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    kinds: tuple[str, ...] | None = None
    labels: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    boards: frozenset[int] | None = None
    closed_boards: frozenset[int] = frozenset()
    languages: tuple[str, ...] | None = None
    order: Order = "best"
    limit: int = MOST_HITS

    @property
    def wordless(self) -> bool:
        return not (self.words or self.phrases or self.beginnings)

    @property
    def filtered(self) -> bool:
        return any(each is not None for each in (self.kinds, self.boards, self.languages)) or bool(
            self.labels or self.tags or self.authors
        )
