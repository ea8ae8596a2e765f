"""Conversations of the past come in many at once and stand as if they had been written here."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from community.fans.forum import boards, past, posts, reactions, tags, threads
from community.fans.forum.models import Acceptance, Following, Post, PostVersion, Reaction, Thread
from community.fans.forum.past import PastPost, PastThread, PastVersion
from community.kernel.db import db
from community.kernel.events import EventRow
from community.kernel.jobs import JobRow
from community.kernel.permissions import SYSTEM

pytestmark = pytest.mark.databases
THEN = datetime(2024, 2, 29, 12, tzinfo=UTC)


@pytest.fixture
def board(app):
    return boards.create("skiing", {"en": "Skiing"}, by=SYSTEM)


def said(thread, who, hours, **more):
    at = THEN + timedelta(hours=hours)
    return PastPost(
        thread=thread,
        author_id=who.id,
        member_id=who.member_id,
        source=f"Said at {hours}",
        at=at,
        **more,
    )


def talk(board, cast):
    thread = PastThread(
        board_id=board.id, title="Which wax", kind="question", tags=("wax", "off piste"), views=7
    )
    ada, bima = cast.fan, cast.second_fan
    liked = ((bima.id, bima.member_id, "like", THEN + timedelta(hours=5)),)
    opening = said(thread, ada, 0, reactions=liked)
    answer = said(
        thread,
        bima,
        1,
        reply_to=opening,
        accepted_by=(ada.id, ada.member_id, THEN + timedelta(hours=2)),
    )
    edited = (PastVersion("Said at once", THEN + timedelta(hours=4), ada.id),)
    return thread, [opening, answer, said(thread, ada, 3, versions=edited, edited_at=edited[0].at)]


def test_thread_of_the_past_has_its_posts_times_and_counters(board, cast):
    thread, told = talk(board, cast)
    past.keep(told, follow=True)
    kept = db.session.get(Thread, thread.id)
    assert [post.position for post in told] == [1, 2, 3]
    assert (kept.created_at, kept.last_posted_at) == (THEN, THEN + timedelta(hours=3))
    assert (
        kept.posts_count,
        kept.last_position,
        kept.reactions_count,
        kept.score,
        kept.views_count,
    ) == (3, 3, 1, 5, 7)
    assert kept.voices == [cast.fan.id, cast.second_fan.id] and kept.last_author_id == cast.fan.id
    assert kept.accepted_post_id == told[1].id == db.session.scalar(select(Acceptance.post_id))
    assert kept.excerpt == "Said at 0" and kept.slug == "which-wax"
    db.session.refresh(board)
    assert (board.threads_count, board.posts_count) == (1, 3)
    assert {tag.slug: tag.threads_count for tag in tags.popular()} == {"wax": 1, "off-piste": 1}
    assert db.session.scalar(select(func.count()).select_from(Following)) == 2


def test_posts_of_the_past_keep_reactions_replies_and_versions(board, cast):
    _, told = talk(board, cast)
    past.keep(told)
    opening, answer, last = (db.session.get(Post, post.id) for post in told)
    assert opening.reactions == {"like": 1} and db.session.scalar(select(Reaction.kind)) == "like"
    assert opening.reactions_count == 1
    assert answer.reply_to == 1 and "<p>Said at 1</p>" in answer.html
    assert (
        last.versions_count == 1 and db.session.scalar(select(PostVersion.source)) == "Said at once"
    )


def test_past_is_told_with_its_times_and_nobody_is_called(board, cast):
    _, told = talk(board, cast)
    before = db.session.scalar(select(func.max(EventRow.id))) or 0
    jobs = set(db.session.scalars(select(JobRow.name)))
    past.keep(told)
    rows = db.session.execute(
        select(EventRow.name, EventRow.at).where(EventRow.id > before).order_by(EventRow.id)
    ).all()
    assert [name for name, _ in rows] == [
        "ThreadStarted",
        "Replied",
        "AnswerAccepted",
        "Replied",
        "PostEdited",
        "Reacted",
    ]
    assert [(at - THEN) // timedelta(hours=1) for _, at in rows] == [0, 1, 2, 3, 4, 5]
    assert set(db.session.scalars(select(JobRow.name))) - jobs <= {"commons.search.jobs.refresh"}


def test_later_posts_are_added_behind_the_last(board, cast):
    thread, told = talk(board, cast)
    past.keep(told)
    posts.reply(db.session.get(Thread, thread.id), "From now", by=cast.newcomer)
    again = PastThread(id=thread.id, board_id=board.id)
    late = said(again, cast.second_fan, 9, reply_to=told[0])
    past.keep([late])
    kept = db.session.get(Thread, thread.id)
    assert late.position == 5 == kept.last_position == kept.posts_count
    assert db.session.get(Post, late.id).reply_to == 1
    assert kept.last_author_id == kept.voices[0] == cast.newcomer.id
    assert kept.last_posted_at > late.at


def test_past_of_hidden_or_private_threads_is_not_counted(board, cast):
    secret = boards.create("team", {"en": "Team"}, by=SYSTEM, private_to=("moderator",))
    hidden = PastThread(board_id=board.id, title="Not for all", tags=("wax",), hidden_at=THEN)
    private = PastThread(board_id=secret.id, title="Among us", tags=("wax",))
    past.keep([said(hidden, cast.fan, 0), said(private, cast.moderator, 1)])
    db.session.refresh(board)
    assert (board.threads_count, board.posts_count) == (0, 0)
    assert tags.popular() == []


def test_life_goes_on_in_threads_of_the_past(board, cast):
    thread, told = talk(board, cast)
    past.keep(told)
    reactions.react(db.session.get(Post, told[1].id), "thanks", by=cast.moderator)
    threads.close(db.session.get(Thread, thread.id), by=cast.moderator)
    kept = db.session.get(Thread, thread.id, populate_existing=True)
    assert (kept.reactions_count, kept.score) == (2, 7)
