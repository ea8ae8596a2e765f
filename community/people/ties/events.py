"""What happens between people. Blocking is nobody else's business, so it is no event."""

from dataclasses import dataclass

from community.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class PersonFollowed(Event):
    """`account_id` is the person followed."""

    account_id: int
