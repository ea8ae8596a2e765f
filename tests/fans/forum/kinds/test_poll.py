"""Polls: one ballot each whatever happens at once, results shown when they are due."""

from datetime import timedelta

import pytest

from community.commons import notifications
from community.fans.forum import threads
from community.fans.forum.kinds.poll import opening, voting
from community.fans.forum.kinds.poll.models import Ballot, Poll, PollOption
from community.fans.forum.refusals import (
    AlreadyVoted,
    ChoiceWanted,
    PollOptionsWanted,
    PollOver,
    PollTimeWanted,
)
from community.kernel import clock
from community.kernel.db import db
from community.kernel.refusals import Invalid, NotFound
from tests.fans.forum.pressing import send
from tests.fans.forum.test_reactions import together

pytestmark = pytest.mark.databases


@pytest.fixture
def ask(start):
    def asked(options="Blue\nRed\nGreen", **more):
        details = {
            "poll_options": options,
            **{f"poll_{name}": value for name, value in more.items()},
        }
        return start("Which wax?", kind="poll", details=details)

    return asked


def points_of(thread):
    db.session.expire_all()
    rows = db.session.query(PollOption).filter_by(thread_id=thread.id).order_by(PollOption.position)
    return [each.points for each in rows]


def test_one_choice_is_one_and_there_is_one_ballot_each(ask, cast):
    poll = ask()
    with pytest.raises(ChoiceWanted):
        voting.vote(poll, [1, 2], by=cast.fan)
    with pytest.raises(ChoiceWanted):
        voting.vote(poll, [7], by=cast.fan)
    voting.vote(poll, [2], by=cast.fan)
    with pytest.raises(AlreadyVoted):
        voting.vote(poll, [1], by=cast.fan)
    assert points_of(poll) == [0, 1, 0]


def test_several_choices_count_each_once(ask, cast):
    poll = ask(mode="multiple")
    voting.vote(poll, [3, 1, 3], by=cast.fan)
    voting.vote(poll, [1], by=cast.second_fan)
    assert points_of(poll) == [2, 0, 1]
    assert db.session.get_one(Poll, poll.id).ballots_count == 2


def test_a_ranked_poll_is_a_borda_count(ask, cast):
    poll = ask(mode="ranked")
    voting.vote(poll, [2, 1, 3], by=cast.fan)
    voting.vote(poll, [2], by=cast.second_fan)
    voting.vote(poll, [3, 2], by=cast.newcomer)
    assert points_of(poll) == [2, 8, 4]


def test_a_ballot_taken_back_takes_its_points_and_may_be_cast_anew(ask, cast):
    poll = ask(mode="ranked")
    voting.vote(poll, [2, 1, 3], by=cast.fan)
    voting.withdraw(poll, by=cast.fan)
    voting.withdraw(poll, by=cast.fan)
    assert points_of(poll) == [0, 0, 0]
    voting.vote(poll, [1], by=cast.fan)
    voting.recount(poll.id)
    assert points_of(poll) == [3, 0, 0]


def test_h1_fifty_ballots_of_one_person_at_once_count_one(app, ask, cast):
    poll_id, who = ask().id, cast.second_fan.id
    db.session.commit()
    faults = together(
        [lambda choice=each % 3 + 1: cast_ballot(app, poll_id, who, choice) for each in range(50)]
    )
    assert [type(fault) for fault in faults] == [AlreadyVoted] * 49
    assert db.session.query(Ballot).count() == 1
    assert sum(points_of(threads.one(poll_id))) == 1
    assert db.session.get_one(Poll, poll_id).ballots_count == 1


def test_h1_ballots_of_five_people_at_once_are_all_counted(app, ask, cast):
    poll_id = ask(mode="ranked").id
    people = [
        each.id for each in (cast.fan, cast.newcomer, cast.moderator, cast.marketer, cast.operator)
    ]
    db.session.commit()
    faults = together(
        [lambda who=who: cast_ballot(app, poll_id, who, 1) for who in people for _ in range(5)]
    )
    assert [type(fault) for fault in faults] == [AlreadyVoted] * 20
    assert points_of(threads.one(poll_id)) == [15, 0, 0]
    assert db.session.get_one(Poll, poll_id).ballots_count == 5


def cast_ballot(app, thread_id, account_id, choice):
    from community.people import accounts

    with app.app_context():
        voting.vote(threads.one(thread_id), [choice], by=accounts.one(account_id))
        db.session.commit()


def test_a_poll_ends_on_its_day_and_tells_those_who_voted(ask, work, cast):
    poll = ask(closes=(clock.now() + timedelta(days=2)).date().isoformat())
    voting.vote(poll, [1], by=cast.second_fan)
    assert voting.close_those_due() == 0
    db.session.get_one(Poll, poll.id).closes_at = clock.now() - timedelta(minutes=1)
    db.session.flush()
    with pytest.raises(PollOver):
        voting.vote(poll, [1], by=cast.newcomer)
    assert voting.close_those_due() == 1
    work()
    assert [each.kind for each in notifications.latest(cast.second_fan.id)] == ["poll"]
    assert notifications.latest(cast.newcomer.id) == []


def test_a_closed_thread_and_a_hidden_one_take_no_ballots(ask, cast):
    poll = ask()
    threads.close(poll, by=cast.moderator)
    with pytest.raises(PollOver):
        voting.vote(poll, [1], by=cast.fan)
    threads.hide(poll, by=cast.moderator)
    with pytest.raises(NotFound):
        voting.vote(poll, [1], by=cast.fan)


@pytest.mark.parametrize(
    "options", ["", "one", "one\none\n one ", "\n".join(map(str, range(21))), "x" * 121 + "\ny"]
)
def test_e6_too_few_too_many_or_too_long_choices_are_refused(options):
    with pytest.raises(Invalid):
        opening.wanted_options(options)


def test_choices_are_cleaned_and_kept_once():
    assert opening.wanted_options(" Blue \r\n\r\nRed\nBlue") == ["Blue", "Red"]


@pytest.mark.parametrize("day", ["2020-01-01", "soon", "9999-12-31", "2026-02-31"])
def test_an_end_in_the_past_or_far_away_is_refused(ask, day):
    with pytest.raises(PollTimeWanted):
        ask(closes=day)


def test_a_poll_without_choices_is_no_poll(start):
    with pytest.raises(PollOptionsWanted):
        start("Which wax?", kind="poll")


def test_results_hide_until_one_has_voted(client, sign_in, ask, cast):
    poll = ask()
    path, browser = threads.address(poll), sign_in(cast.second_fan)
    voting.vote(poll, [1], by=cast.newcomer)
    for reader in (client, browser):
        assert "100 %" not in reader.get(path).text
    answer = send(browser, path, f"/t/{poll.id}/ballots", choice="1")
    assert (answer.status_code, answer.location) == (303, f"{path}#kind")
    page = browser.get(path).text
    assert "100 %" in page and "<span>2 " in page and "<table" in page
    assert "100 %" not in client.get(path).text


def test_results_for_the_end_are_shown_to_nobody_before(client, sign_in, ask, cast):
    poll = ask(results="closed")
    path, browser = threads.address(poll), sign_in(cast.second_fan)
    send(browser, path, f"/t/{poll.id}/ballots", choice="1")
    assert "100 %" not in browser.get(path).text
    assert browser.get(f"/t/{poll.id}/ballots").status_code == 404
    threads.close(poll, by=cast.moderator)
    db.session.commit()
    assert "100 %" in client.get(path).text


def test_results_for_all_follow_each_ballot_on_kept_pages(client, ask, cast):
    poll = ask(results="always")
    path = threads.address(poll)
    assert "0 people voted" in client.get(path).text
    voting.vote(poll, [1], by=cast.newcomer)
    assert "1 person voted" in client.get(path).text


def test_who_chose_what_is_secret_unless_the_poll_said_otherwise(client, sign_in, ask, cast):
    secret, opened = ask(results="always"), ask(results="always", open="True")
    for poll in (secret, opened):
        voting.vote(poll, [1], by=cast.second_fan)
    db.session.commit()
    assert client.get(f"/t/{secret.id}/ballots").status_code == 404
    assert sign_in(cast.operator).get(f"/t/{secret.id}/ballots").status_code == 404
    assert "Bima Santoso" in client.get(f"/t/{opened.id}/ballots").text


def test_a_ranked_ballot_is_filled_in_by_plain_selects(sign_in, ask, cast):
    poll = ask(mode="ranked")
    browser, path = sign_in(cast.second_fan), threads.address(poll)
    send(browser, path, f"/t/{poll.id}/ballots", choice1="3", choice2="1", choice3="")
    assert points_of(poll) == [2, 0, 3]
    assert "Borda" in browser.get(path).text


def test_a_poll_is_started_from_the_composer(sign_in, board, cast):
    browser = sign_in(cast.fan)
    answer = send(browser, "/t/new?board=skiing&kind=poll", "/t", board="skiing", kind="poll", title="Which wax?",
                  body="Say.", poll_options="<b>Blue</b>\nRed", poll_mode="multiple", poll_results="always")  # fmt: skip
    assert answer.status_code == 303
    page = browser.get(answer.location).text
    assert "&lt;b&gt;Blue&lt;/b&gt;" in page and 'type="checkbox" name="choice"' in page


def test_page_of_a_poll_asks_one_statement_more(client, sign_in, ask, cast, queries):
    poll = ask(results="always")
    path, browser = threads.address(poll), sign_in(cast.second_fan)
    client.get(path)
    browser.get(path)
    with queries() as asked:
        client.get(f"{path}?fresh=1")
    assert len(asked) <= 5, "\n".join(asked)
    with queries() as asked:
        browser.get(path)
    assert len(asked) <= 7, "\n".join(asked)


def test_ballots_leave_with_whoever_is_erased_and_are_in_their_export(ask, cast):
    from community.fans.forum.kinds.poll.privacy import PRIVACY

    poll = ask(mode="ranked")
    voting.vote(poll, [2, 1], by=cast.second_fan)
    assert PRIVACY.access([cast.second_fan.id], 0)["ballots"][0]["choices"] == [2, 1]
    PRIVACY.erase([cast.second_fan.id], 0)
    assert points_of(poll) == [0, 0, 0]
    assert db.session.get_one(Poll, poll.id).ballots_count == 0
