"""What happens in the forum."""

from dataclasses import dataclass

from community.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ThreadStarted(Event):
    thread_id: int


@dataclass(frozen=True, kw_only=True)
class ThreadRenamed(Event):
    thread_id: int


@dataclass(frozen=True, kw_only=True)
class ThreadMoved(Event):
    thread_id: int
    from_board_id: int


@dataclass(frozen=True, kw_only=True)
class ThreadClosed(Event):
    thread_id: int


@dataclass(frozen=True, kw_only=True)
class ThreadReopened(Event):
    thread_id: int


@dataclass(frozen=True, kw_only=True)
class ThreadHidden(Event):
    thread_id: int


@dataclass(frozen=True, kw_only=True)
class ThreadRestored(Event):
    thread_id: int


@dataclass(frozen=True, kw_only=True)
class Replied(Event):
    thread_id: int
    post_id: int


@dataclass(frozen=True, kw_only=True)
class PostHeld(Event):
    """Somebody has to approve it before others see it."""

    thread_id: int
    post_id: int


@dataclass(frozen=True, kw_only=True)
class PostApproved(Event):
    thread_id: int
    post_id: int


@dataclass(frozen=True, kw_only=True)
class PostEdited(Event):
    thread_id: int
    post_id: int


@dataclass(frozen=True, kw_only=True)
class PostDeleted(Event):
    thread_id: int
    post_id: int


@dataclass(frozen=True, kw_only=True)
class PostHidden(Event):
    thread_id: int
    post_id: int


@dataclass(frozen=True, kw_only=True)
class PostRestored(Event):
    thread_id: int
    post_id: int


@dataclass(frozen=True, kw_only=True)
class AnswerAccepted(Event):
    """`account_id` wrote the answer."""

    thread_id: int
    post_id: int
    account_id: int


@dataclass(frozen=True, kw_only=True)
class AcceptanceWithdrawn(Event):
    thread_id: int
    post_id: int


@dataclass(frozen=True, kw_only=True)
class AnswerTried(Event):
    """Somebody says whether the accepted answer works for them."""

    thread_id: int
    works: bool


@dataclass(frozen=True, kw_only=True)
class IdeaVoted(Event):
    thread_id: int


@dataclass(frozen=True, kw_only=True)
class IdeaVoteWithdrawn(Event):
    thread_id: int


@dataclass(frozen=True, kw_only=True)
class IdeaDecided(Event):
    """The team gave an idea another status, or another note."""

    thread_id: int
    status: str


@dataclass(frozen=True, kw_only=True)
class IdeaMerged(Event):
    thread_id: int
    into_id: int


@dataclass(frozen=True, kw_only=True)
class PollVoted(Event):
    thread_id: int


@dataclass(frozen=True, kw_only=True)
class PollClosed(Event):
    thread_id: int


@dataclass(frozen=True, kw_only=True)
class ProductReviewed(Event):
    thread_id: int
    product_id: int
    stars: int


@dataclass(frozen=True, kw_only=True)
class ThreadsMerged(Event):
    """All posts of one thread stand in another now."""

    thread_id: int
    into_id: int


@dataclass(frozen=True, kw_only=True)
class PostsParted(Event):
    """Some posts were taken out into a thread of their own."""

    thread_id: int
    into_id: int


@dataclass(frozen=True, kw_only=True)
class Reacted(Event):
    """`account_id` wrote the post."""

    post_id: int
    kind: str
    account_id: int


@dataclass(frozen=True, kw_only=True)
class ReactionWithdrawn(Event):
    post_id: int
    account_id: int
