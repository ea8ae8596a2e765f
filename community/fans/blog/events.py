"""What happens in the blog."""

from dataclasses import dataclass

from community.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ArticlePublished(Event):
    thread_id: int


@dataclass(frozen=True, kw_only=True)
class ArticleWithdrawn(Event):
    thread_id: int
