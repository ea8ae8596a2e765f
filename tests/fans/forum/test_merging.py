"""Two threads become one: by time, with everybody who follows, and old addresses lead on."""

from datetime import timedelta

import pytest

from community.commons import notifications
from community.fans.forum import boards, drafts, follows, posts, reactions, threads
from community.fans.forum.models import Post, Thread, ThreadRead
from community.fans.forum.order import merge
from community.fans.forum.refusals import CannotBeMerged, MergedMeanwhile, MergeIntoAnother
from community.fans.forum.states import MovedPost
from community.kernel import audit, clock
from community.kernel.db import db
from community.kernel.permissions import NOBODY
from community.kernel.refusals import NotAllowed
from tests.fans.forum.pressing import form, send

pytestmark = pytest.mark.databases


@pytest.fixture
def ago():
    now = clock.now()
    return lambda minutes: now - timedelta(minutes=minutes)


@pytest.fixture
def pair(start, say, ago):
    """A twin of the thread that stays, with replies that interleave."""
    twin = start("Wax for cold snow", "Minus twenty.", at=ago(45))
    stays = start("Which wax?", at=ago(60))
    say(twin, "Green, says Bima.", at=ago(40))
    say(stays, "Blue, says Bima.", at=ago(50))
    say(stays, f"> Green [↩](/t/{twin.id}/{twin.slug}/2)\n\nI doubt it.", at=ago(30), reply_to=2)
    return twin, stays


def texts(thread):
    rows = db.session.query(Post).filter_by(thread_id=thread.id).order_by(Post.position)
    return [(post.position, post.source.splitlines()[-1]) for post in rows]


def test_posts_of_both_stand_in_the_order_of_time(pair, cast, fresh, board):
    twin, stays = pair
    merge(twin, stays, by=cast.moderator, reason="Said twice")
    assert texts(stays) == [
        (1, "It is cold."),
        (2, "Blue, says Bima."),
        (3, "Minus twenty."),
        (4, "Green, says Bima."),
        (5, "I doubt it."),
        (6, "The thread “Wax for cold snow” was merged into this one."),
    ]
    assert texts(twin) == []
    assert (fresh(stays).posts_count, stays.last_position) == (6, 6)
    counted = fresh(boards.entity(board.id))
    assert (counted.threads_count, counted.posts_count) == (1, 6)
    said = next(row for row in audit.latest() if row.action == "thread.merge")
    assert (said.by_id, said.reason, said.after) == (
        cast.moderator.id, "Said twice", {"into": stays.id},
    )  # fmt: skip


def test_the_opening_post_of_the_thread_that_stays_opens_it_even_if_it_is_younger(pair, cast):
    twin, stays = pair
    merge(stays, twin, by=cast.moderator)
    assert [text for _, text in texts(twin)][:3] == [
        "Minus twenty.", "It is cold.", "Blue, says Bima.",
    ]  # fmt: skip


def test_answers_and_quotes_follow_what_they_answer(pair, cast):
    twin, stays = pair
    merge(twin, stays, by=cast.moderator)
    last = db.session.query(Post).filter_by(thread_id=stays.id, position=5).one()
    assert last.reply_to == 2
    assert f"](/t/{stays.id}/{stays.slug}/4)" in last.source
    assert f'href="/t/{stays.id}/{stays.slug}/4"' in last.html


def test_links_from_other_threads_follow_too(pair, start, cast, fresh):
    twin, stays = pair
    other = start("Elsewhere", f"See /t/{stays.id}/{stays.slug}/3 and [this](/t/{twin.id}/{twin.slug}).")  # fmt: skip
    version = other.version
    merge(twin, stays, by=cast.moderator)
    source = db.session.query(Post).filter_by(thread_id=other.id).one().source
    assert source == (f"See /t/{stays.id}/{stays.slug}/5 and [this](/t/{stays.id}/{stays.slug}/3).")
    assert fresh(other).version > version


def test_old_addresses_lead_to_the_same_post(pair, client, sign_in, cast):
    twin, stays = pair
    old = threads.address(twin)
    merge(twin, stays, by=cast.moderator)
    db.session.commit()
    for browser in (client, sign_in(cast.fan), sign_in(cast.moderator)):
        for path, place in ((old, 3), (f"/t/{twin.id}", 3), (f"{old}/2", 4)):
            answer = browser.get(path)
            assert answer.status_code == 301, path
            assert answer.location == f"{threads.address(stays)}/{place}"
    assert client.get(f"{old}/9").status_code == 404


def test_an_old_address_says_nothing_of_a_private_board(start, team_board, client, cast):
    open_one = start("Open")
    secret = start("Plans for spring", board=team_board, by=cast.moderator)
    old = threads.address(open_one)
    merge(open_one, secret, by=cast.moderator)
    db.session.commit()
    answer = client.get(old)
    assert answer.status_code == 404
    assert "spring" not in answer.text


def test_who_follows_and_how_far_they_read_is_kept(pair, cast, fresh):
    twin, stays = pair
    follows.follow("thread", twin.id, "watching", by=cast.newcomer)
    follows.follow("thread", twin.id, "muted", by=cast.second_fan)
    follows.follow("thread", stays.id, "watching", by=cast.second_fan)
    for account, thread, position in (
        (cast.newcomer, stays, 3), (cast.newcomer, twin, 1), (cast.marketer, stays, 3),
        (cast.operator, stays, 3), (cast.operator, twin, 2), (cast.agent, twin, 2),
    ):  # fmt: skip
        row = {"account_id": account.id, "thread_id": thread.id, "position": position}
        db.session.add(ThreadRead(**row, at=clock.now()))
    db.session.commit()
    merge(twin, stays, by=cast.moderator)
    read = {row.account_id: row.position
            for row in db.session.query(ThreadRead).filter_by(thread_id=stays.id)}  # fmt: skip
    assert read == {cast.newcomer.id: 3, cast.marketer.id: 2, cast.operator.id: 5}
    assert follows.level(cast.newcomer.id, "thread", stays.id) == "watching"
    assert follows.level(cast.second_fan.id, "thread", stays.id) == "watching"
    assert follows.followers("thread", twin.id) == set()


def test_followers_of_both_hear_of_it_and_drafts_go_along(pair, cast, work):
    twin, stays = pair
    follows.follow("thread", twin.id, "watching", by=cast.newcomer)
    drafts.save(cast.newcomer, drafts.place_of(twin.id), 1, {"body": "Half a thought"})
    work()
    merge(twin, stays, by=cast.moderator)
    work()
    told = notifications.latest(cast.newcomer.id)[0]
    assert (told.kind, told.thread_id) == ("reply", stays.id)
    assert drafts.find(cast.newcomer, drafts.place_of(stays.id)).fields["body"] == "Half a thought"


def test_reactions_stay_with_their_posts_and_counters_equal_rows(pair, cast, fresh):
    twin, stays = pair
    green = db.session.query(Post).filter_by(thread_id=twin.id, position=2).one()
    reactions.react(green, "like", by=cast.fan)
    merge(twin, stays, by=cast.moderator)
    assert fresh(stays).reactions_count == 1
    assert fresh(green).reactions == {"like": 1}
    assert fresh(twin).reactions_count == 0


def test_an_accepted_answer_is_kept_where_a_question_has_none(start, say, cast, fresh):
    asked, twin = start("Asked", kind="question"), start("Asked twice", kind="question")
    answer = say(twin)
    posts.accept(answer, by=cast.fan)
    merge(twin, asked, by=cast.moderator)
    assert fresh(asked).accepted_post_id == answer.id
    assert fresh(twin).accepted_post_id is None


def test_a_merged_thread_is_in_no_list_and_does_not_come_back(pair, cast, fresh):
    twin, stays = pair
    merge(twin, stays, by=cast.moderator)
    assert [row.id for row in threads.latest(cast.moderator).rows] == [stays.id]
    assert twin.id not in {row.id for row in threads.addresses(NOBODY, limit=9)}
    threads.restore(fresh(twin), by=cast.moderator)
    assert fresh(twin).hidden_at


def test_what_cannot_be_merged_is_refused(pair, start, cast):
    twin, stays = pair
    idea = start("Longer laces", kind="idea")
    with pytest.raises(MergeIntoAnother):
        merge(stays, stays, by=cast.moderator)
    with pytest.raises(CannotBeMerged):
        merge(idea, stays, by=cast.moderator)
    threads.hide(twin, by=cast.moderator)
    with pytest.raises(CannotBeMerged):
        merge(twin, stays, by=cast.moderator)


def test_c11_fans_and_marketers_do_not_merge(pair, cast):
    for who in (cast.fan, cast.marketer):
        with pytest.raises(NotAllowed):
            merge(*pair, by=who)


def test_c11_nobody_merges_into_what_they_may_not_open(start, team_board, sign_in, cast):
    secret = start("Plans", board=team_board, by=cast.moderator)
    open_one = start("Open")
    path = f"/t/{open_one.id}/merger"
    assert send(sign_in(cast.agent), path, path, into=str(secret.id)).status_code == 404
    assert db.session.query(MovedPost).count() == 0


def test_the_team_merges_from_the_page(pair, sign_in, cast, fresh):
    twin, stays = pair
    browser = sign_in(cast.agent)
    assert f"/t/{twin.id}/merger" in browser.get(threads.address(twin)).text
    path = f"/t/{twin.id}/merger"
    wrong = send(browser, path, path, into="nowhere")
    assert wrong.status_code == 422
    address = f"https://community.example{threads.address(stays)}/2?x=1#p2"
    assert send(browser, path, path, into=address).location == threads.address(stays)
    assert "was merged into this one" in browser.get(threads.address(stays)).text
    assert fresh(twin).hidden_at


def test_merging_on_and_on_still_leads_from_the_first_address(pair, start, client, cast):
    twin, stays = pair
    third = start("Third", at=clock.now() - timedelta(hours=2))
    old = threads.address(twin)
    merge(twin, stays, by=cast.moderator)
    merge(db.session.get_one(Thread, stays.id), third, by=cast.moderator)
    db.session.commit()
    assert client.get(old).location == f"{threads.address(third)}/4"


def test_a_reply_written_meanwhile_is_added_where_the_thread_stands_now(pair, sign_in, cast):
    twin, stays = pair
    browser, action = sign_in(cast.newcomer), f"/t/{twin.id}/posts"
    filled = form(browser, f"/t/{twin.id}/reply", action)
    merge(twin, stays, by=cast.moderator)
    db.session.commit()
    answer = browser.post(action, data={**filled, "body": "I was slow.", "reply_to": "2"})
    assert answer.status_code == 303
    last = db.session.query(Post).order_by(Post.id.desc()).first()
    assert (last.source, last.thread_id, last.reply_to) == ("I was slow.", stays.id, None)


def test_a_merged_thread_takes_no_reply_that_nobody_would_see(pair, cast):
    twin, stays = pair
    merge(twin, stays, by=cast.moderator)
    with pytest.raises(MergedMeanwhile):
        posts.reply(twin, "Into the void.", by=cast.fan)
