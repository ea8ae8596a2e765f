"""Who is told what: once for one post, and only who may see it."""

from datetime import timedelta

import pytest

from community.commons import notifications
from community.fans.forum import follows, posts, reactions, threads
from community.kernel import clock
from tests.fans.forum.pressing import send

pytestmark = pytest.mark.databases


def told(account):
    return [(each.kind, each.url, each.actor_ids) for each in notifications.latest(account.id)]


def test_watcher_of_a_thread_hears_of_a_reply_and_its_writer_does_not(thread, cast, work):
    post = posts.reply(thread, "Blue.", by=cast.second_fan)
    work()
    assert told(cast.fan) == [("reply", f"/t/{thread.id}/which-wax/2", [cast.second_fan.id])]
    assert told(cast.second_fan) == []
    assert post.position == 2


def test_named_quoted_and_answered_reader_is_told_once_by_the_first_reason(thread, say, cast, work):
    say(thread, "Blue.", at=clock.now())
    words = f"> @bima [↩](/t/{thread.id}/which-wax/2)\n>\n> Blue.\n\nHello @bima"
    posts.reply(thread, words, by=cast.moderator, reply_to=2)
    work()
    assert [kind for kind, *_ in told(cast.second_fan)] == ["mention"]


def test_quoted_reader_is_told_so(thread, say, cast, work):
    say(thread, "Blue.", at=clock.now())
    posts.reply(thread, f"> [↩](/t/{thread.id}/which-wax/2)\n\nNo, red.", by=cast.moderator)
    work()
    assert "quote" in [kind for kind, *_ in told(cast.second_fan)]


def test_watcher_of_a_board_hears_of_a_new_thread(board, cast, work):
    follows.follow("board", board.id, "watching", by=cast.second_fan)
    thread = threads.start(board, "Which wax?", "Cold.", by=cast.fan)
    work()
    assert told(cast.second_fan) == [("thread", threads.address(thread), [cast.fan.id])]


def test_who_has_muted_the_thread_hears_nothing(thread, cast, work):
    follows.follow("thread", thread.id, "muted", by=cast.fan)
    posts.reply(thread, "Blue, @ada.", by=cast.second_fan)
    work()
    assert told(cast.fan) == []


def test_reactions_to_one_post_become_one_line(thread, say, cast, work):
    post = say(thread, at=clock.now())
    work()
    reactions.react(post, "like", by=cast.fan)
    reactions.react(post, "thanks", by=cast.moderator)
    work()
    lines = [each for each in notifications.latest(cast.second_fan.id) if each.kind == "reaction"]
    assert [each.count for each in lines] == [2]


def test_writer_of_an_accepted_answer_is_told(question, say, cast, work):
    post = say(question, at=clock.now())
    posts.accept(post, by=cast.fan)
    work()
    assert "accepted" in [kind for kind, *_ in told(cast.second_fan)]


def test_c5_nobody_is_told_of_a_board_they_may_not_enter(start, team_board, cast, work, mails):
    secret = start("Canary", board=team_board, by=cast.moderator)
    follows.follow("thread", secret.id, "watching", by=cast.second_fan)
    follows.follow("board", team_board.id, "watching", by=cast.second_fan)
    posts.reply(secret, "Hello @bima", by=cast.moderator)
    work()
    assert told(cast.second_fan) == []


def test_c5_what_was_told_of_a_hidden_post_is_taken_back(thread, cast, work):
    post = posts.reply(thread, "Canary @ada", by=cast.second_fan)
    work()
    assert told(cast.fan)
    posts.hide(post, by=cast.moderator)
    work()
    assert told(cast.fan) == []


def test_c5_thread_moved_into_a_private_board_is_taken_back(thread, team_board, cast, work):
    posts.reply(thread, "Blue.", by=cast.second_fan)
    work()
    threads.move(thread, team_board, by=cast.moderator)
    work()
    assert told(cast.fan) == []


def test_i3_nobody_is_told_of_a_held_post(app, thread, cast, work):
    from community.kernel.slots import Screening

    slot = Screening("all", lambda kind, words, author: "hold")
    app.extensions["house"].slots.filled.append(slot)
    try:
        post = posts.reply(thread, "Hello @ada", by=cast.second_fan)
        work()
        assert told(cast.fan) == []
        posts.approve(post, by=cast.moderator)
        work()
        assert [kind for kind, *_ in told(cast.fan)] == ["mention"]
    finally:
        app.extensions["house"].slots.filled.remove(slot)


def test_news_of_last_week_is_no_news(thread, cast, work):
    posts.reply(thread, "Blue, @ada.", by=cast.second_fan, at=clock.now() - timedelta(days=4))
    work()
    assert told(cast.fan) == []


def test_reading_the_thread_reads_what_was_told(sign_in, thread, cast, work):
    posts.reply(thread, "Blue.", by=cast.second_fan)
    work()
    browser = sign_in(cast.fan)
    browser.get(threads.address(thread))
    work()
    assert notifications.latest(cast.fan.id)[0].read_at is not None


def test_notice_of_a_reply_offers_to_hear_less_of_that_thread_alone(
    sign_in, thread, say, cast, work
):
    follows.follow("thread", thread.id, "watching", by=cast.fan)
    say(thread, at=None)
    work()
    [told] = notifications.latest(cast.fan.id)
    browser, reason = sign_in(cast.fan), f"/notifications/{told.id}/reason"
    send(browser, reason, f"/t/{thread.id}/following")
    assert follows.level(cast.fan.id, "thread", thread.id) == "normal"
