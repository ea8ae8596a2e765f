"""Posts become a thread of their own: nothing is lost, and old addresses lead to them."""

from datetime import timedelta

import pytest

from community.fans.forum import boards, follows, posts, threads
from community.fans.forum.models import Post, Thread, ThreadRead
from community.fans.forum.order import part
from community.fans.forum.refusals import ChoosePosts, OpeningPostStays, TitleTooShort
from community.kernel import audit, clock
from community.kernel.db import db
from community.kernel.permissions import NOBODY
from community.kernel.refusals import NotAllowed, SignInNeeded
from tests.fans.forum.pressing import form, send

pytestmark = pytest.mark.databases


@pytest.fixture
def long_one(start, say, cast):
    """Wax, and from the third post on, boots."""
    thread = start()
    say(thread, "Blue wax.", at=clock.now() - timedelta(minutes=50))
    say(thread, "Which boots, by the way?", at=clock.now() - timedelta(minutes=40))
    quote = f"> boots [↩](/t/{thread.id}/{thread.slug}/3)\n\nLeather boots."
    say(thread, quote, by=cast.fan, at=clock.now() - timedelta(minutes=30), reply_to=3)
    say(thread, "Blue it is.", at=clock.now() - timedelta(minutes=20), reply_to=2)
    return thread


def texts(thread):
    rows = db.session.query(Post).filter_by(thread_id=thread.id).order_by(Post.position)
    return [(post.position, post.source.splitlines()[-1]) for post in rows]


def test_chosen_posts_begin_a_thread_and_the_others_keep_their_places(long_one, cast, fresh, board):
    boots = part(long_one, [3, 4], "Which boots?", by=cast.moderator, reason="Another matter")
    assert texts(boots) == [(1, "Which boots, by the way?"), (2, "Leather boots.")]
    assert texts(long_one) == [
        (1, "It is cold."),
        (2, "Blue wax."),
        (5, "Blue it is."),
        (6, f"2 posts were moved to [Which boots?](/t/{boots.id}/which-boots)"),
    ]
    assert (boots.author_id, boots.excerpt) == (cast.second_fan.id, "Which boots, by the way?")
    assert (fresh(long_one).posts_count, fresh(boots).posts_count) == (4, 2)
    counted = fresh(boards.entity(board.id))
    assert (counted.threads_count, counted.posts_count) == (2, 6)
    said = next(row for row in audit.latest() if row.action == "thread.part")
    assert (said.reason, said.after) == ("Another matter", {"into": boots.id, "posts": 2})


def test_quotes_and_answers_keep_working(long_one, cast):
    boots = part(long_one, [3, 4], "Which boots?", by=cast.moderator)
    leather = db.session.query(Post).filter_by(thread_id=boots.id, position=2).one()
    assert leather.reply_to == 1
    assert f"](/t/{boots.id}/which-boots)" in leather.source
    assert f'href="/t/{boots.id}/which-boots"' in leather.html


def test_an_answer_to_what_left_stands_for_itself(long_one, cast):
    part(long_one, [3], "Which boots?", by=cast.moderator)
    leather = db.session.query(Post).filter_by(thread_id=long_one.id, position=4).one()
    assert leather.reply_to is None


def test_addresses_of_what_left_lead_there(long_one, cast, client, sign_in):
    boots = part(long_one, [3, 4], "Which boots?", by=cast.moderator)
    db.session.commit()
    for browser in (client, sign_in(cast.fan)):
        page = threads.address(long_one)
        assert browser.get(f"{page}/3").location == f"/t/{boots.id}/which-boots"
        assert browser.get(f"{page}/4").location == f"/t/{boots.id}/which-boots/2"
        assert "were moved to" in browser.get(page).text


def test_the_first_post_of_a_later_page_leads_on_too(start, say, cast, client):
    thread = start()
    for number in range(2, 24):
        say(thread, f"Number {number}.")
    begun = part(thread, [21], "Number twenty-one", by=cast.moderator)
    db.session.commit()
    old = f"{threads.address(thread)}/21"
    assert client.get(old).location == threads.address(begun)
    assert client.get(old).location == threads.address(begun)


def test_readers_and_authors_go_along(long_one, cast):
    for account, position in ((cast.newcomer, 3), (cast.operator, 2), (cast.marketer, 5)):
        row = {"account_id": account.id, "thread_id": long_one.id, "position": position}
        db.session.add(ThreadRead(**row, at=clock.now()))
    db.session.commit()
    boots = part(long_one, [3, 4], "Which boots?", by=cast.moderator)
    rows = db.session.query(ThreadRead).filter_by(thread_id=boots.id)
    assert {row.account_id: row.position for row in rows} == {cast.newcomer.id: 1, cast.marketer.id: 2}  # fmt: skip
    assert db.session.query(ThreadRead).filter_by(thread_id=long_one.id).count() == 3
    assert follows.followers("thread", boots.id) == {cast.fan.id, cast.second_fan.id}


def test_an_accepted_answer_that_leaves_answers_no_more(question, say, cast, fresh):
    answer = say(question)
    posts.accept(answer, by=cast.fan)
    part(question, [2], "An answer alone", by=cast.moderator)
    assert fresh(question).accepted_post_id is None


def test_what_cannot_be_taken_out_is_refused(long_one, cast):
    with pytest.raises(OpeningPostStays):
        part(long_one, [1, 2], "All of it", by=cast.moderator)
    with pytest.raises(ChoosePosts):
        part(long_one, [], "Nothing", by=cast.moderator)
    with pytest.raises(ChoosePosts):
        part(long_one, [99], "Nowhere", by=cast.moderator)
    with pytest.raises(TitleTooShort):
        part(long_one, [2], "x", by=cast.moderator)
    assert db.session.query(Thread).count() == 1


def test_what_is_out_of_sight_does_not_come_into_sight(long_one, cast):
    hidden = db.session.query(Post).filter_by(thread_id=long_one.id, position=3).one()
    posts.hide(hidden, by=cast.moderator)
    boots = part(long_one, [3, 4], "Which boots?", by=cast.moderator)
    assert texts(boots) == [(1, "Leather boots.")]


def test_c11_fans_and_marketers_take_nothing_out(long_one, cast):
    for who, refusal in (
        (cast.fan, NotAllowed),
        (cast.marketer, NotAllowed),
        (NOBODY, SignInNeeded),
    ):
        with pytest.raises(refusal):
            part(long_one, [2], "Mine now", by=who)


def test_the_team_takes_posts_out_from_the_page(long_one, sign_in, cast):
    browser = sign_in(cast.agent)
    path = f"/t/{long_one.id}/parting"
    assert path in browser.get(threads.address(long_one)).text
    page = browser.get(path).text
    assert "Leather boots." in page and 'value="1"' not in page
    answer = send(browser, path, path, title="Which boots?", post="3", numbers="4")
    begun = db.session.query(Thread).filter_by(title="Which boots?").one()
    assert answer.location == threads.address(begun)
    assert "Leather boots." in browser.get(answer.location).text


@pytest.mark.parametrize("numbers", ["4-", "9-3", "1-9999", "all", "4.5"])
def test_numbers_that_are_none_are_refused(long_one, sign_in, cast, numbers):
    browser, path = sign_in(cast.moderator), f"/t/{long_one.id}/parting"
    token = form(browser, path, path)["csrf_token"]
    sent = {"csrf_token": token, "title": "Which boots?", "numbers": numbers}
    assert browser.post(path, data=sent).status_code == 422
