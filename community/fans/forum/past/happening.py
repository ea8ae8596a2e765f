"""The events of the past, for timelines: written with their own times, heard by nobody."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from community.fans.forum.events import (
    AnswerAccepted,
    PostEdited,
    Reacted,
    Replied,
    ThreadClosed,
    ThreadStarted,
)
from community.kernel.events import Event, note_past

from .shapes import PastPost


def note(posts: Sequence[PastPost]) -> None:
    happened = [each for post in posts for each in _told(post)]
    note_past(sorted(happened, key=lambda each: each[1]))


def _told(post: PastPost) -> Iterator[tuple[Event, datetime]]:
    thread_id, post_id = post.thread.id or 0, post.id or 0
    facts = {"by": post.author_id, "member_id": post.member_id, "thread_id": thread_id}
    if post.position == 1:
        yield ThreadStarted(**facts), post.at
    else:
        yield Replied(**facts, post_id=post_id), post.at
    for version in post.versions:
        member_id = post.member_id if version.by_id == post.author_id else None
        yield (
            PostEdited(by=version.by_id, member_id=member_id, thread_id=thread_id, post_id=post_id),
            version.at,
        )
    for account_id, member_id, kind, at in post.reactions:
        yield (
            Reacted(
                by=account_id,
                member_id=member_id,
                post_id=post_id,
                kind=kind,
                account_id=post.author_id,
            ),
            at,
        )
    if post.accepted_by:
        taker, taker_member, at = post.accepted_by
        yield (
            AnswerAccepted(
                by=taker,
                member_id=taker_member,
                thread_id=thread_id,
                post_id=post_id,
                account_id=post.author_id,
            ),
            at,
        )
    if post.position == 1 and post.thread.closed_at:
        yield ThreadClosed(by=post.thread.closed_by_id, thread_id=thread_id), post.thread.closed_at
