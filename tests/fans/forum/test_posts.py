"""Replying: positions, limits of new accounts, closed threads, the same form twice."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from PIL import Image

from community.commons import media
from community.fans.forum import posts, threads
from community.fans.forum.refusals import (
    ThreadClosed,
    TooFast,
    TooManyImages,
    TooManyLinks,
    TooManyMentions,
    WritingSuspended,
)
from community.kernel import clock
from community.kernel.db import db
from community.kernel.events import EventRow
from community.kernel.permissions import NOBODY
from community.kernel.refusals import SignInNeeded
from community.people import accounts

pytestmark = pytest.mark.databases


def test_reply_stands_behind_the_last_one_and_is_counted(thread, say, board, cast, fresh):
    first, second = say(thread), say(thread, by=cast.fan)
    assert (first.position, second.position) == (2, 3)
    assert (fresh(thread).posts_count, thread.last_position) == (3, 3)
    assert thread.voices == [cast.fan.id, cast.second_fan.id]
    assert thread.last_author_id == cast.fan.id
    assert fresh(board).posts_count == 3


def test_stranger_is_asked_to_sign_in(thread):
    with pytest.raises(SignInNeeded):
        posts.reply(thread, "Blue", by=NOBODY)


def test_reply_is_announced_once_with_ids_only(thread, cast):
    post = posts.reply(thread, "Blue", by=cast.second_fan)
    [event] = db.session.query(EventRow).filter_by(name="Replied")
    assert event.details == {"thread_id": thread.id, "post_id": post.id}
    assert (event.by_id, event.member_id) == (cast.second_fan.id, cast.second_fan.member_id)


def test_closed_thread_takes_replies_of_the_team_alone(thread, cast):
    threads.close(thread, by=cast.moderator)
    with pytest.raises(ThreadClosed):
        posts.reply(thread, "Blue", by=cast.second_fan)
    assert posts.reply(thread, "Final word", by=cast.moderator)


def test_second_post_within_five_seconds_waits(thread, cast):
    posts.reply(thread, "Blue", by=cast.second_fan)
    with pytest.raises(TooFast):
        posts.reply(thread, "Red", by=cast.second_fan)
    with time_machine.travel(clock.now() + timedelta(seconds=6)):
        assert posts.reply(thread, "Red", by=cast.second_fan)


def test_limits_of_a_new_account_end_with_level_one(thread, cast):
    links = " ".join(f"https://example.com/{number}" for number in range(3))
    with pytest.raises(TooManyLinks):
        posts.reply(thread, links, by=cast.newcomer)
    assert posts.reply(thread, links, by=cast.fan)


def test_new_account_shows_one_image(thread, cast):
    with pytest.raises(TooManyImages):
        posts.reply(thread, "![a](/media/a.png) ![b](/media/b.png)", by=cast.newcomer)


def test_picture_in_a_post_is_no_orphan(thread, cast):
    stream = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(stream, "PNG")
    stream.seek(0)
    upload = media.keep_picture(stream, by=cast.fan)
    post = posts.reply(thread, f"![Wax](/media/{upload.key}) ![No](/media/none.webp)", by=cast.fan)
    assert f'src="/media/{upload.key}"' in post.html
    assert upload.used_at is not None


def test_new_account_names_two_people(thread, cast):
    named = " ".join(f"@{each.handle}" for each in (cast.fan, cast.second_fan, cast.moderator))
    with pytest.raises(TooManyMentions):
        posts.reply(thread, named, by=cast.newcomer)


def test_mention_leads_to_the_profile_and_unknown_names_stay_text(thread, cast):
    post = posts.reply(thread, f"@{cast.fan.handle} and @nobody_here", by=cast.second_fan)
    assert f'href="/@{cast.fan.handle}"' in post.html
    assert "/@nobody_here" not in post.html


def test_thousand_mentions_ask_the_database_little(thread, cast, queries):
    with queries() as asked, pytest.raises(TooManyMentions):
        posts.reply(thread, " ".join(f"@user{n}" for n in range(1000)), by=cast.second_fan)
    assert len(asked) < 15


def test_suspended_author_is_told_so(thread, board, cast):
    until = clock.now() + timedelta(days=1)
    accounts.suspend(cast.second_fan, by=cast.moderator, reason="Shouting", until=until)
    with pytest.raises(WritingSuspended):
        posts.reply(thread, "Blue", by=cast.second_fan)
    with pytest.raises(WritingSuspended):
        threads.start(board, "Which wax?", "Text", by=cast.second_fan)


def test_reply_to_a_position_that_is_not_there_answers_nobody(thread, say):
    assert say(thread, reply_to=1).reply_to == 1
    assert say(thread, reply_to=99).reply_to is None


def test_quote_names_the_author_and_leads_back(thread, say, cast):
    post = say(thread, "> older\n\nBlue wax.")
    assert (
        posts.quoted(post, thread) == f"> @bima [↩](/t/{thread.id}/which-wax/2)\n>\n> Blue wax.\n\n"
    )


def test_page_is_a_block_of_twenty_positions(thread, say):
    for number in range(44):
        say(thread, f"Post {number}", at=clock.now())
    blocks = {
        around: [row.position for row in posts.page(thread.id, around=around, viewer=NOBODY)]
        for around in (1, 20, 21, 45)
    }
    assert blocks[1] == blocks[20] == list(range(1, 21))
    assert blocks[21] == list(range(21, 41))
    assert blocks[45] == list(range(41, 46))


def test_h7_same_form_twice_is_one_post(thread, cast, fresh):
    first = posts.reply(thread, "Blue", by=cast.second_fan, submission="key-1")
    again = posts.reply(thread, "Blue", by=cast.second_fan, submission="key-1")
    assert first.id == again.id
    assert fresh(thread).posts_count == 2


def test_h7_same_thread_form_twice_is_one_thread(board, cast):
    started = [
        threads.start(board, "Which wax?", "Text", by=cast.fan, submission="key-1")
        for _ in range(2)
    ]
    assert started[0].id == started[1].id


def test_h7_another_persons_form_is_another_form(thread, cast):
    first = posts.reply(thread, "Blue", by=cast.second_fan, submission="key-1")
    other = posts.reply(thread, "Red", by=cast.fan, submission="key-1")
    assert first.id != other.id
