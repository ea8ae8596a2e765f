"""An accepted answer stands as well as those who tried it say."""

from datetime import timedelta

import pytest

from community.commons import notifications
from community.fans.forum import posts, threads
from community.fans.forum.kinds.question import trials
from community.fans.forum.kinds.question.models import AnswerStanding, Trial
from community.fans.forum.models import Acceptance
from community.fans.forum.refusals import NoAnswerToTry, OwnAnswer
from community.kernel import clock
from community.kernel.db import db
from community.kernel.permissions import NOBODY
from community.kernel.refusals import SignInNeeded
from tests.fans.forum.pressing import send
from tests.fans.forum.test_reactions import together


@pytest.fixture
def answered(question, say, cast, fresh):
    posts.accept(say(question, "Blue wax."), by=cast.fan)
    return fresh(question)


@pytest.mark.databases
def test_each_reader_says_once_whether_the_answer_works(answered, cast):
    trials.report(answered, works=True, version="Fjell 88, 2024", by=cast.fan)
    trials.report(answered, works=True, by=cast.moderator)
    trials.report(answered, works=False, by=cast.moderator)
    standing = db.session.get_one(AnswerStanding, answered.accepted_post_id)
    assert (standing.works_count, standing.fails_count, standing.version) == (
        1,
        1,
        "Fjell 88, 2024",
    )


@pytest.mark.databases
def test_h1_thirty_voices_of_three_people_at_once_count_three(app, answered, cast):
    people = [each.id for each in (cast.fan, cast.newcomer, cast.moderator)]
    thread_id, post_id = answered.id, answered.accepted_post_id
    db.session.commit()
    assert (
        together([lambda who=who: tried(app, thread_id, who) for who in people for _ in range(10)])
        == []
    )
    assert db.session.query(Trial).count() == 3
    assert db.session.get_one(AnswerStanding, post_id).works_count == 3


def tried(app, thread_id, account_id):
    from community.people import accounts

    with app.app_context():
        trials.report(threads.one(thread_id), works=True, by=accounts.one(account_id))
        db.session.commit()


def test_only_an_accepted_answer_of_another_is_tried(question, answered, say, start, cast):
    with pytest.raises(OwnAnswer):
        trials.report(answered, works=True, by=cast.second_fan)
    with pytest.raises(SignInNeeded):
        trials.report(answered, works=True, by=NOBODY)
    with pytest.raises(NoAnswerToTry):
        trials.report(start("Another one", kind="question"), works=True, by=cast.second_fan)


def test_the_page_says_for_how_many_and_with_what_it_works(client, sign_in, answered, cast):
    browser, path = sign_in(cast.newcomer), threads.address(answered)
    assert "Nobody has tried this answer yet" in client.get(path).text
    send(browser, path, f"/t/{answered.id}/trials", works="yes", version="Kram 110")
    page = client.get(path).text
    assert "Works for 1 person" in page and "Kram 110" in page
    assert "trials" not in page  # a stranger is offered no button
    assert "You said that it works." in browser.get(f"{path}?lang=en").text


@pytest.mark.databases
def test_the_asker_is_asked_once_whether_an_old_answer_still_works(answered, cast):
    assert trials.ask_whether_they_still_work() == 0
    acceptance = db.session.get_one(Acceptance, answered.id)
    acceptance.at = clock.now() - timedelta(days=200)
    db.session.flush()
    assert trials.ask_whether_they_still_work() == 1
    assert trials.ask_whether_they_still_work() == 0
    [told] = notifications.latest(cast.fan.id)
    assert told.kind == "still-works" and told.url.endswith("#kind")


def test_a_page_with_an_old_answer_asks_whether_it_still_works(sign_in, answered, cast):
    db.session.get_one(Acceptance, answered.id).at = clock.now() - timedelta(days=200)
    db.session.commit()
    assert (
        "Does it still work?"
        in sign_in(cast.newcomer).get(f"{threads.address(answered)}?lang=en").text
    )


@pytest.mark.databases
def test_answered_question_keeps_the_statements_of_a_thread(
    client, sign_in, answered, cast, queries
):
    path, browser = threads.address(answered), sign_in(cast.newcomer)
    client.get(path)
    browser.get(path)
    with queries() as asked:
        client.get(f"{path}?fresh=1")
    assert len(asked) <= 5, "\n".join(asked)
    with queries() as asked:
        browser.get(path)
    assert len(asked) <= 7, "\n".join(asked)
