"""Starting, naming, closing, pinning and moving threads."""

from datetime import timedelta

import pytest
import time_machine

from community.fans.forum import boards, tags, threads
from community.fans.forum.models import Closure, Pin
from community.fans.forum.refusals import (
    BoardTakesNoThreads,
    EnoughForToday,
    TitleTooShort,
    TooFast,
    TooManyTags,
)
from community.kernel import audit, clock
from community.kernel.db import db
from community.kernel.permissions import NOBODY, SYSTEM
from community.kernel.refusals import Invalid, NotAllowed, NotFound, SignInNeeded
from community.kernel.text import TextMissing, TextTooLong

pytestmark = pytest.mark.databases


def test_thread_begins_with_its_opening_post(thread, board, fresh):
    assert (thread.posts_count, thread.last_position, thread.slug) == (1, 1, "which-wax")
    assert thread.excerpt == "It is cold."
    assert (fresh(boards.entity(board.id)).threads_count, board.posts_count) == (1, 1)


def test_stranger_is_asked_to_sign_in(board):
    with pytest.raises(SignInNeeded):
        threads.start(board, "Which wax?", "It is cold.", by=NOBODY)


def test_title_needs_three_letters_and_takes_two_hundred(board, cast):
    with pytest.raises(TitleTooShort):
        threads.start(board, "  a ", "Text", by=cast.fan)
    with pytest.raises(TextTooLong):
        threads.start(board, "a" * 201, "Text", by=cast.fan)
    assert threads.start(board, "a" * 200, "Text", by=cast.fan)


def test_text_is_needed_and_ends_at_32000_characters(board, cast):
    with pytest.raises(TextMissing):
        threads.start(board, "Which wax?", " \n ", by=cast.fan)
    with pytest.raises(TextTooLong):
        threads.start(board, "Which wax?", "a" * 32_001, by=cast.fan)


def test_kind_is_one_that_exists(board, cast):
    with pytest.raises(Invalid):
        threads.start(board, "Which wax?", "Text", kind="poem", by=cast.fan)


def test_only_the_team_starts_threads_where_the_board_says_so(cast):
    news = boards.create("news", {"en": "News"}, by=SYSTEM, staff_only_start=True)
    with pytest.raises(BoardTakesNoThreads):
        threads.start(news, "Which wax?", "Text", by=cast.fan)
    assert threads.start(news, "Opening hours", "Text", by=cast.moderator)


def test_second_thread_within_seconds_waits(board, cast):
    threads.start(board, "Which wax?", "Text", by=cast.fan)
    with pytest.raises(TooFast) as refused:
        threads.start(board, "Which boots?", "Text", by=cast.fan)
    assert 0 < refused.value.retry_after <= 15
    with time_machine.travel(clock.now() + timedelta(seconds=16)):
        assert threads.start(board, "Which boots?", "Text", by=cast.fan)


def test_new_account_waits_longer_and_starts_three_threads_a_day(board, cast):
    begin = clock.now()
    threads.start(board, "Thread 0", "Text", by=cast.newcomer)
    with time_machine.travel(begin + timedelta(seconds=100)), pytest.raises(TooFast):
        threads.start(board, "Thread 1", "Text", by=cast.newcomer)
    for number in (1, 2):
        with time_machine.travel(begin + timedelta(minutes=10 * number)):
            threads.start(board, f"Thread {number}", "Text", by=cast.newcomer)
    with time_machine.travel(begin + timedelta(hours=3)), pytest.raises(EnoughForToday):
        threads.start(board, "Thread 3", "Text", by=cast.newcomer)


def test_author_renames_and_the_old_tags_go(start, cast, fresh):
    thread = start(tags=["wax", "cold snow"])
    assert tags.of(thread.id) == ["cold-snow", "wax"]
    threads.rename(thread, "Which klister?", by=cast.fan, tags=["klister"])
    assert (fresh(thread).slug, tags.of(thread.id)) == ("which-klister", ["klister"])
    assert {tag.slug: tag.threads_count for tag in tags.popular()} == {"klister": 1}


def test_others_may_not_rename(thread, cast):
    with pytest.raises(NotAllowed):
        threads.rename(thread, "Mine now", by=cast.second_fan)


def test_six_tags_are_too_many(board, cast):
    with pytest.raises(TooManyTags):
        threads.start(board, "Which wax?", "Text", tags=list("abcdef"), by=cast.fan)


def test_only_the_team_closes_and_reopens(thread, cast):
    with pytest.raises(NotAllowed):
        threads.close(thread, by=cast.fan)
    threads.close(thread, by=cast.moderator, reason="Said enough")
    assert db.session.get(Closure, thread.id).by_id == cast.moderator.id
    threads.reopen(thread, by=cast.agent)
    assert db.session.get(Closure, thread.id) is None
    assert [row.action for row in audit.latest()][:2] == ["thread.reopen", "thread.close"]


def test_closing_twice_is_closing_once(thread, cast):
    threads.close(thread, by=cast.moderator)
    threads.close(thread, by=cast.moderator)
    assert [row.action for row in audit.latest()].count("thread.close") == 1


def test_pinned_thread_stands_first_in_its_board_until_it_ends(start, board, cast):
    first, _second = start("Rules", at=clock.now() - timedelta(days=2)), start("Newest")
    threads.pin(first, by=cast.moderator, until=clock.now() + timedelta(days=1))
    assert titles(threads.latest(NOBODY, board=board)) == ["Rules", "Newest"]
    with time_machine.travel(clock.now() + timedelta(days=2)):
        assert titles(threads.latest(NOBODY, board=board)) == ["Newest", "Rules"]
    threads.unpin(first, by=cast.moderator)
    assert db.session.get(Pin, first.id) is None


def test_moved_thread_takes_its_counts_along(thread, say, board, cast, fresh):
    say(thread)
    other = boards.create("running", {"en": "Running"}, by=SYSTEM)
    threads.move(thread, other, by=cast.moderator)
    assert (fresh(board).threads_count, board.posts_count) == (0, 0)
    assert (fresh(other).threads_count, other.posts_count) == (1, 2)


def test_moved_into_a_private_board_it_is_gone_for_others(thread, team_board, cast):
    threads.move(thread, team_board, by=cast.moderator)
    with pytest.raises(NotFound):
        threads.visible_to(cast.second_fan).one(thread.id)
    assert threads.visible_to(cast.moderator).one(thread.id)


def test_every_write_makes_kept_pages_stale(thread, say, board, cast, fresh):
    for write in (
        lambda: say(thread),
        lambda: threads.close(thread, by=cast.moderator),
        lambda: threads.pin(thread, by=cast.moderator),
        lambda: threads.rename(thread, "Another", by=cast.fan),
    ):
        before = (fresh(thread).version, fresh(board).version)
        write()
        assert (fresh(thread).version, fresh(board).version) > before


def titles(found):
    return [row.title for row in found.rows]
