"""One contribution as another place has it, not yet ours."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Said:
    """`id` is its name there. `answers` names what it may answer, the nearest first; without any it opens a thread.

    With `alone` it opens one too where nothing it answers is found, and a `reply` is then looked for under the same
    title. `author` is a key that only has to be the same each time.
    """

    id: str
    at: datetime
    author: str
    author_name: str
    body: str
    format: str = "markdown"
    title: str = ""
    answers: tuple[str, ...] = ()
    alone: bool = True
    reply: bool = False
    url: str = ""
    tags: tuple[str, ...] = ()
    closed: bool = False


@dataclass(frozen=True, kw_only=True)
class Unsaid:
    """A row that cannot be taken, with the code of the reason."""

    id: str
    why: str
