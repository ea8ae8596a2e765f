"""What is kept beside the posts of a batch: keys, votes, contributions, and closings that were taken back."""

from collections.abc import Iterator
from datetime import datetime
from sqlite3 import Row
from typing import Any

from sqlalchemy import insert

from community.edges.transfer import keys
from community.edges.transfer.models import ImportedPost
from community.fans.forum import ThreadClosed, ThreadReopened, past
from community.kernel.db import db, table_of
from community.kernel.events import note_past
from community.people import members

from .excerpts import CLOSE, Excerpt, Name
from .people import People, moment
from .turns import TABLE_OF

UP, DOWN = 2, 3


def keep(source: int, people: People, dump: Excerpt, posts: dict[Name, past.PastPost]) -> None:
    if not posts:
        return
    for kind in TABLE_OF:
        keys.keep(
            source, kind, {str(name[1]): post.id for name, post in posts.items() if name[0] == kind}
        )
    rows = [
        {
            "post_id": post.id,
            "source_id": source,
            **_votes(name, dump),
        }
        for name, post in posts.items()
    ]
    db.session.execute(insert(table_of(ImportedPost)), rows)
    members.note_past_contributions(_done(posts))
    note_past(
        event
        for name, post in posts.items()
        if name[0] == "post"
        for event in _closings(dump.closings(name[1]), post, people)
    )


def _votes(name: Name, dump: Excerpt) -> dict[str, int]:
    counted = (
        (dump.votes_on(name[1], UP), dump.votes_on(name[1], DOWN)) if name[0] == "post" else (0, 0)
    )
    return {
        "score": dump.rows[name]["score"] or 0,
        "up_votes": counted[0],
        "down_votes": counted[1],
    }


def _done(posts: dict[Name, past.PastPost]) -> dict[int, tuple[int, datetime]]:
    done: dict[int, tuple[int, datetime]] = {}
    for post in posts.values():
        number, last = done.get(post.member_id, (0, post.at))
        done[post.member_id] = (number + 1, max(last, post.at))
    return done


def _closings(
    turns: list[Row], post: past.PastPost, people: People
) -> Iterator[tuple[Any, datetime]]:
    """The last closing was told with its thread."""
    if turns and turns[-1]["type"] == CLOSE and post.thread.closed_at:
        turns = turns[:-1]
    for each in turns:
        event = ThreadClosed if each["type"] == CLOSE else ThreadReopened
        by = people.account_of(str(each["user"]))[0] if each["user"] is not None else None
        yield event(by=by, thread_id=post.thread.id or 0), moment(each["since"])
