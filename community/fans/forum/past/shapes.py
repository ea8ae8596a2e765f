"""What somebody brings: threads and posts as they were, not yet rows."""

from dataclasses import dataclass, field
from datetime import datetime

from community.kernel.text import Rendered


@dataclass(kw_only=True, eq=False)
class PastThread:
    """`id` is set once it is kept; with an id it is one we have, and posts are added behind its last."""

    board_id: int
    title: str = ""
    kind: str = "discussion"
    language: str = "en"
    tags: tuple[str, ...] = ()
    views: int = 0
    closed_at: datetime | None = None
    closed_by_id: int | None = None
    closed_reason: str = ""
    hidden_at: datetime | None = None
    id: int | None = None


@dataclass(frozen=True)
class PastVersion:
    """What a post said until `at`, when `by_id` changed it."""

    source: str
    at: datetime
    by_id: int | None = None
    reason: str = ""


@dataclass(kw_only=True, eq=False)
class PastPost:
    """The first post of a new thread opens it. `id` and `position` are set once it is kept.

    `rendered` is made from the source where it is missing; `reactions` are (account id, member id, kind, at);
    `accepted_by` is (account id, member id, at) of who took it as the answer; `origin` says where it was first said:
    place, url and license.
    """

    thread: PastThread
    author_id: int
    member_id: int
    source: str
    at: datetime
    format: str = "markdown"
    rendered: Rendered | None = None
    reply_to: "PastPost | None" = None
    edited_at: datetime | None = None
    versions: tuple[PastVersion, ...] = ()
    reactions: tuple[tuple[int, int, str, datetime], ...] = ()
    accepted_by: tuple[int | None, int | None, datetime] | None = None
    origin: dict[str, str] | None = None
    id: int | None = None
    position: int | None = field(default=None)
