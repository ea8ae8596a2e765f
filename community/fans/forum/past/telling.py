"""Notifications as they would have come up, for the last days of a past that goes on today."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial

from community.fans.forum import telling

from .shapes import PastPost


def news(
    posts: Sequence[PastPost], since: datetime
) -> Iterator[tuple[datetime, Callable[[], None]]]:
    """(when, what to call at that time) for each post, reaction and acceptance; call it inside clock.past."""
    for post in posts:
        post_id, thread_id = post.id or 0, post.thread.id or 0
        if post.at > since:
            opens = post.position == 1
            yield (
                post.at,
                partial(telling.of_thread, thread_id)
                if opens
                else partial(telling.of_reply, post_id),
            )
        for account_id, _member, _kind, at in post.reactions:
            if at > since:
                yield at, partial(telling.of_reaction, post_id, account_id)
        if post.accepted_by and post.accepted_by[2] > since:
            yield post.accepted_by[2], partial(telling.of_answer, post_id, post.accepted_by[0])
