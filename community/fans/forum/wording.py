"""How a member's timeline tells what happened in the forum."""

from typing import Any

from sqlalchemy import select

from community.kernel.db import db
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.slots import TimelineSentence

from . import posts, threads
from .models import Post, Thread

Subjects = list[tuple[str, str] | None]


def _threads(details: list[dict[str, Any]], viewer: Any) -> Subjects:
    wanted = {each["thread_id"] for each in details}
    query = select(Thread.id, Thread.title, Thread.slug, Thread.kind).where(
        Thread.id.in_(wanted), threads.open_to(viewer)
    )
    known = {row.id: (row.title, threads.address(row)) for row in db.session.execute(query)}
    return [known.get(each["thread_id"]) for each in details]


def _posts(details: list[dict[str, Any]], viewer: Any) -> Subjects:
    wanted = {each["post_id"] for each in details}
    query = select(
        Post.id, Post.position, Thread.id.label("thread_id"), Thread.title, Thread.slug, Thread.kind
    )
    query = query.join(Thread, Thread.id == Post.thread_id).where(
        Post.id.in_(wanted), threads.open_to(viewer)
    )
    known = {
        row.id: (row.title, posts.place_of(row.thread_id, row.slug, row.kind, row.position))
        for row in db.session.execute(query)
    }
    return [known.get(each["post_id"]) for each in details]


WORDING = [
    TimelineSentence("ThreadStarted", _l("Started a thread"), "discussion", _threads),
    TimelineSentence("ThreadRenamed", _l("Gave a thread another title"), "edit", _threads),
    TimelineSentence("ThreadMoved", _l("Moved a thread"), "move", _threads),
    TimelineSentence("ThreadsMerged", _l("Merged a thread into another"), "merge", _threads),
    TimelineSentence("PostsParted", _l("Gave posts a thread of their own"), "split", _threads),
    TimelineSentence("ThreadClosed", _l("Closed a thread"), "lock", _threads),
    TimelineSentence("ThreadReopened", _l("Reopened a thread"), "unlock", _threads),
    TimelineSentence("ThreadHidden", _l("Took a thread out of sight"), "eye-off", _threads),
    TimelineSentence("ThreadRestored", _l("Brought a thread back"), "eye", _threads),
    TimelineSentence("Replied", _l("Replied"), "reply", _posts),
    TimelineSentence("PostHeld", _l("Wrote something that waits for approval"), "clock", _posts),
    TimelineSentence("PostApproved", _l("Approved a post"), "check", _posts),
    TimelineSentence("PostEdited", _l("Edited a post"), "edit", _posts),
    TimelineSentence("PostDeleted", _l("Deleted a post"), "trash", _posts),
    TimelineSentence("PostHidden", _l("Took a post out of sight"), "eye-off", _posts),
    TimelineSentence("PostRestored", _l("Brought a post back"), "eye", _posts),
    TimelineSentence("AnswerAccepted", _l("Accepted an answer"), "solved", _posts),
    TimelineSentence("AcceptanceWithdrawn", _l("Took an acceptance back"), "undo", _posts),
    TimelineSentence("AnswerTried", _l("Tried an answer"), "helpful", _threads),
    TimelineSentence("IdeaVoted", _l("Voted for an idea"), "idea", _threads),
    TimelineSentence("IdeaVoteWithdrawn", _l("Took a vote back"), "undo", _threads),
    TimelineSentence("IdeaDecided", _l("Decided about an idea"), "idea", _threads),
    TimelineSentence("IdeaMerged", _l("Merged an idea into another"), "merge", _threads),
    TimelineSentence("PollVoted", _l("Voted in a poll"), "poll", _threads),
    TimelineSentence("PollClosed", _l("A poll ended"), "poll", _threads),
    TimelineSentence("ProductReviewed", _l("Reviewed a product"), "review", _threads),
    TimelineSentence("Reacted", _l("Reacted to a post"), "like", _posts),
    TimelineSentence("ReactionWithdrawn", _l("Took a reaction back"), "undo", _posts),
]
