"""The accepted answer: one, decided by the database."""

import pytest

from community.fans.forum import posts, threads
from community.fans.forum.models import Acceptance
from community.fans.forum.refusals import AlreadyAnswered, NoQuestion, OpeningPost
from community.kernel.db import db
from community.kernel.refusals import NotAllowed
from tests.fans.forum.test_reactions import together

pytestmark = pytest.mark.databases


def test_asker_and_team_accept_others_do_not(question, say, cast, fresh):
    post = say(question)
    with pytest.raises(NotAllowed):
        posts.accept(post, by=cast.second_fan)
    posts.accept(post, by=cast.fan)
    assert fresh(question).accepted_post_id == post.id
    posts.withdraw_acceptance(post, by=cast.moderator)
    assert fresh(question).accepted_post_id is None


def test_second_answer_needs_the_first_taken_back(question, say, cast, fresh):
    first, second = say(question), say(question, "Red.")
    posts.accept(first, by=cast.fan)
    posts.accept(first, by=cast.fan)
    with pytest.raises(AlreadyAnswered):
        posts.accept(second, by=cast.fan)
    posts.withdraw_acceptance(first, by=cast.fan)
    posts.accept(second, by=cast.fan)
    assert fresh(question).accepted_post_id == second.id


def test_only_a_reply_to_a_question_is_an_answer(thread, question, say, cast):
    with pytest.raises(NoQuestion):
        posts.accept(say(thread), by=cast.fan)
    [opening] = posts.page(question.id, viewer=cast.fan)
    with pytest.raises(OpeningPost):
        posts.accept(posts.one(opening.id), by=cast.fan)


def test_hidden_answer_is_no_answer_any_more(question, say, cast, fresh):
    post = say(question)
    posts.accept(post, by=cast.fan)
    posts.hide(post, by=cast.moderator)
    assert fresh(question).accepted_post_id is None
    assert db.session.get(Acceptance, question.id) is None


def test_answer_stands_under_the_question_too(client, question, say, cast):
    say(question, "First thought.")
    posts.accept(say(question, "The real answer."), by=cast.fan)
    page = client.get(threads.address(question)).text
    assert page.count("The real answer.") == 2
    assert "post--accepted" in page


def test_a1_answer_in_short_is_text_whatever_it_quotes(client, question, say, cast):
    say(question, "First thought.")
    posts.accept(say(question, "Write `<img src=x onerror=alert(1)>` like this."), by=cast.fan)
    page = client.get(threads.address(question)).text
    assert "<img src=x" not in page
    assert page.count("&lt;img src=x onerror=alert(1)&gt;") >= 2


def test_h2_two_answers_accepted_at_once_one_wins(app, question, say, cast, fresh):
    ids = [say(question, f"Answer {number}").id for number in range(2)]
    asker = cast.fan.id
    db.session.commit()
    faults = together([lambda post_id=post_id: accept(app, post_id, asker) for post_id in ids])
    assert [type(fault) for fault in faults] == [AlreadyAnswered]
    assert db.session.query(Acceptance).count() == 1
    assert fresh(question).accepted_post_id == db.session.get(Acceptance, question.id).post_id


def accept(app, post_id, account_id):
    from community.people import accounts

    with app.app_context():
        posts.accept(posts.one(post_id), by=accounts.one(account_id))
        db.session.commit()
