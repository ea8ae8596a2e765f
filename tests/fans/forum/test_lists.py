"""The lists: what is in them, in which order, and by which keys they go on."""

from datetime import timedelta

import pytest

from community.fans.forum import boards, follows, posts, reactions, reads, tags, threads
from community.fans.forum.refusals import NoSuchPlace
from community.fans.forum.threads import Place
from community.kernel import buffer, clock
from community.kernel.permissions import NOBODY, SYSTEM
from tests.fans.forum.pressing import visit

pytestmark = pytest.mark.databases


def titles(found):
    return [row.title for row in found.rows]


def ago(**span):
    return clock.now() - timedelta(**span)


def test_latest_is_what_was_written_in_last(start, say):
    old, _new = start("Old", at=ago(days=3)), start("New", at=ago(days=2))
    assert titles(threads.latest(NOBODY)) == ["New", "Old"]
    say(old)
    assert titles(threads.latest(NOBODY)) == ["Old", "New"]


def test_list_goes_on_by_key_both_ways_without_losing_a_row(start):
    for number in range(7):
        start(f"Thread {number}", at=ago(hours=number // 2))
    whole = titles(threads.latest(NOBODY))
    first = threads.latest(NOBODY, limit=3)
    second = threads.latest(NOBODY, place=Place(after=first.older), limit=3)
    third = threads.latest(NOBODY, place=Place(after=second.older), limit=3)
    assert titles(first) + titles(second) + titles(third) == whole
    assert (first.newer, third.older) == ("", "")
    back = threads.latest(NOBODY, place=Place(before=third.newer), limit=3)
    assert titles(back) == titles(second)
    assert titles(threads.latest(NOBODY, place=Place(before=back.newer), limit=3)) == titles(first)


@pytest.mark.parametrize(
    "key",
    ["x", "1", "1-", "-1-1", "1-1-1", "1' OR '1'='1", "9" * 18 + "-1", "١-١"],
)
def test_c26_key_of_any_other_form_is_refused(app, key):
    with pytest.raises(NoSuchPlace):
        threads.latest(NOBODY, place=Place(after=key))


def test_unanswered_is_what_nobody_replied_to(start, say):
    answered = start("Answered")
    start("Waiting")
    say(answered)
    assert titles(threads.unanswered(NOBODY)) == ["Waiting"]


def test_top_counts_posts_and_reactions_within_the_period(start, say, cast):
    quiet, loud, old = start("Quiet"), start("Loud"), start("Old", at=ago(days=20))
    say(old)
    say(old, "More")
    reactions.react(say(loud), "like", by=cast.fan)
    assert titles(threads.top(NOBODY, period="week")) == ["Loud", quiet.title]
    assert titles(threads.top(NOBODY, period="all")) == ["Loud", "Old", "Quiet"]


def test_new_is_what_others_started_and_the_reader_has_not_opened(start, cast):
    fresh, opened = start("Fresh"), start("Opened")
    start("Own", by=cast.second_fan)
    start("Long ago", at=ago(days=15))
    reads.saw(cast.second_fan.id, opened.id, 1)
    buffer.flush_all()
    assert titles(threads.new(cast.second_fan)) == [fresh.title]
    assert threads.waiting(cast.second_fan) == (1, 0)


def test_unread_is_what_went_on_since_the_reader_left(start, say, cast):
    opened, other = start("Opened"), start("Other")
    reads.saw(cast.second_fan.id, opened.id, 1)
    buffer.flush_all()
    assert titles(threads.unread(cast.second_fan)) == []
    say(opened, by=cast.fan)
    say(other, by=cast.fan)
    [row] = threads.unread(cast.second_fan).rows
    assert (row.title, reads.unread_posts(row)) == ("Opened", 1)
    assert threads.waiting(cast.second_fan) == (1, 1)


def test_marked_as_read_nothing_is_new_or_unread(start, say, cast):
    opened = start("Opened")
    start("New")
    reads.saw(cast.second_fan.id, opened.id, 1)
    buffer.flush_all()
    say(opened, by=cast.fan)
    reads.mark_all_read(cast.second_fan)
    assert threads.waiting(cast.second_fan) == (0, 0)
    start("Newer", at=clock.now())
    assert threads.waiting(cast.second_fan) == (1, 0)


def test_what_waits_is_counted_anew_only_when_something_has_happened(start, say, cast):
    opened, reader, known = start("Opened", at=ago(days=1)), cast.second_fan, None

    def counted():
        nonlocal known
        before, known = known, threads.waiting_since(reader, known)
        assert threads.waiting_since(reader, known) is known is not before
        return known[:2]

    assert counted() == (1, 0)
    reads.saw(reader.id, opened.id, 1)
    buffer.flush_all()
    assert counted() == (0, 0)
    say(opened, by=cast.fan)
    assert counted() == (0, 1)
    follows.follow("thread", opened.id, "muted", by=reader)
    assert counted() == (0, 0)
    follows.follow("thread", opened.id, "watching", by=reader)
    assert counted() == (0, 1)
    threads.hide(opened, by=cast.moderator)
    assert counted() == (0, 0)
    start("New", at=clock.now())
    assert counted() == (1, 0)
    reads.mark_all_read(reader)
    assert counted() == (0, 0)


def test_position_read_only_grows(thread, say, cast):
    for position in (3, 1):
        reads.saw(cast.fan.id, thread.id, position)
        buffer.flush_all()
    [row] = threads.latest(cast.fan).rows
    assert row.read_position == 3


def test_following_gathers_threads_and_boards(start, board, cast):
    other = boards.create("running", {"en": "Running"}, by=SYSTEM)
    followed, _not = start("Followed"), start("Not")
    start("In a followed board", board=other, at=ago(hours=2))
    follows.follow("thread", followed.id, "tracking", by=cast.second_fan)
    follows.follow("board", other.id, "watching", by=cast.second_fan)
    assert titles(threads.following(cast.second_fan)) == ["Followed", "In a followed board"]


def test_muted_thread_and_board_stay_out_of_the_readers_lists(start, board, cast):
    other = boards.create("running", {"en": "Running"}, by=SYSTEM)
    muted = start("Muted")
    start("In a muted board", board=other)
    start("Open")
    follows.follow("thread", muted.id, "muted", by=cast.second_fan)
    follows.follow("board", other.id, "muted", by=cast.second_fan)
    for find in (threads.latest, threads.new):
        assert titles(find(cast.second_fan)) == ["Open"]
    assert len(titles(threads.latest(NOBODY))) == 3


def test_tagged_threads_newest_first(start):
    start("One", tags=["wax"], at=ago(days=2))
    start("Two", tags=["wax"], at=ago(days=1))
    start("Three", tags=["boots"])
    assert titles(threads.tagged(NOBODY, tags.find("wax").id)) == ["Two", "One"]


def test_c2_private_board_is_in_no_list_count_tag_or_search(
    client, sign_in, start, team_board, cast
):
    from community.fans.forum import searching

    thread = start(
        "Canary title", "Canary text", board=team_board, by=cast.moderator, tags=["canary-tag"]
    )
    reply = posts.reply(thread, "Canary reply", by=cast.moderator, at=clock.now())
    paths = [
        "/",
        "/latest",
        "/new",
        "/unread",
        "/top?period=all",
        "/unanswered",
        "/following",
        "/boards",
        "/tags",
        "/b/team",
        "/tags/canary-tag",
    ]
    paths += [
        threads.address(thread),
        f"/t/{thread.id}",
        f"/t/{thread.id}/reply",
        f"/t/{thread.id}/ahead",
        f"/posts/{reply.id}",
        "/t/new",
    ]
    for browser in (client, sign_in(cast.second_fan)):
        for path in paths:
            page = visit(browser, path)
            assert "anary" not in page.replace("/tags/canary-tag", ""), path
            assert "Team room" not in page, path
        assert browser.get(threads.address(thread)).status_code == 404
    assert searching.thread_results([thread.id], cast.second_fan) == {}
    assert searching.post_results([reply.id], NOBODY) == {}
    assert next(iter(searching.thread_documents([thread.id]))).board_id == team_board.id
    assert "Canary title" in sign_in(cast.moderator).get("/latest").text


def test_c2_board_made_private_takes_its_tags_along(client, start, board):
    start("Which wax?", tags=["canary-tag"])
    assert "canary-tag" in client.get("/tags").text
    boards.change(board, by=SYSTEM, private_to=("moderator",))
    assert "canary-tag" not in client.get("/tags").text
    assert "Which wax" not in client.get("/latest").text
