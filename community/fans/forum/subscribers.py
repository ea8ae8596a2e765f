"""What the forum does once something has happened."""

from community.kernel import clock
from community.kernel.events import Event, on
from community.kernel.jobs import enqueue
from community.people import members
from community.people.accounts import ProfileChanged

from . import boards, jobs, lookups, telling, threads
from .events import (
    AnswerAccepted,
    AnswerTried,
    IdeaDecided,
    IdeaMerged,
    IdeaVoted,
    PollClosed,
    PollVoted,
    PostDeleted,
    PostEdited,
    PostHeld,
    PostHidden,
    Reacted,
    Replied,
    ThreadHidden,
    ThreadMoved,
    ThreadStarted,
)
from .kinds.idea import deciding
from .kinds.poll import voting


@on(ThreadStarted)
def tell_of_thread(event: ThreadStarted) -> None:
    telling.of_thread(event.thread_id)


@on(Replied)
def tell_of_reply(event: Replied) -> None:
    telling.of_reply(event.post_id)


@on(AnswerAccepted)
def tell_of_answer(event: AnswerAccepted) -> None:
    telling.of_answer(event.post_id, event.by)


@on(Reacted)
def tell_of_reaction(event: Reacted) -> None:
    telling.of_reaction(event.post_id, event.by)


@on(IdeaDecided)
def tell_of_decision(event: IdeaDecided) -> None:
    deciding.tell(event.thread_id, event.by)


@on(IdeaMerged)
def tell_of_merger(event: IdeaMerged) -> None:
    """Their votes stand there now."""
    deciding.tell(event.into_id, event.by)


@on(PollClosed)
def tell_of_end(event: PollClosed) -> None:
    voting.tell_of_end(event.thread_id)


@on(PostHidden)
@on(PostDeleted)
@on(PostHeld)
def take_back_what_was_told(event: PostHidden | PostDeleted | PostHeld) -> None:
    telling.take_back_post(event.post_id)


@on(ThreadHidden)
def take_back_all_of_it(event: ThreadHidden) -> None:
    telling.take_back_thread(event.thread_id)


@on(ThreadMoved)
def take_back_from_private(event: ThreadMoved) -> None:
    """Who follows it may not enter the new board; whoever may is told again by the next reply."""
    if not boards.public(threads.one(event.thread_id).board_id):
        telling.take_back_thread(event.thread_id)


@on(ThreadStarted)
@on(Replied)
@on(PostEdited)
def look_links_up(event: ThreadStarted | Replied | PostEdited) -> None:
    """The pages that it links to are asked about themselves by a job of its own: that takes its time."""
    post_id = getattr(event, "post_id", 0) or lookups.opening_of(event.thread_id)
    if post_id and lookups.waiting(post_id):
        enqueue(jobs.look_links_up, key=f"links:{post_id}", post_id=post_id)


@on(ProfileChanged)
def show_the_new_name(event: ProfileChanged) -> None:
    """Kept pages show names and faces."""
    threads.touch_all_of(event.account_id)


@on(ThreadStarted)
@on(Replied)
@on(Reacted)
@on(AnswerTried)
@on(IdeaVoted)
@on(PollVoted)
def count_contribution(event: Event) -> None:
    if event.member_id:
        members.note_contribution(event.member_id, clock.now())
