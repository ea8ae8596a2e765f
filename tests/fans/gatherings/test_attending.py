"""Checking in by code: during the gathering, by those who come, once."""

from datetime import timedelta

import pytest

from community.fans.forum import threads
from community.fans.gatherings import Rsvp, answering, attending
from community.fans.gatherings.refusals import (
    CheckInClosed,
    ComeFirst,
    GatheringOver,
    NoPlaceYet,
    WrongCode,
)
from community.kernel.db import db
from tests.fans.forum.pressing import send

from .conftest import moved

pytestmark = pytest.mark.databases


@pytest.fixture
def running(meet):
    return meet(in_=timedelta(minutes=-10), capacity="1")


def test_the_code_counts_who_came_once_however_it_is_typed(running, of, cast):
    answering.answer(running, "yes", by=cast.second_fan)
    code = of(running).code
    attending.check_in(running, f" {code[:3].lower()}-{code[3:]} ", by=cast.second_fan)
    attending.check_in(running, code, by=cast.second_fan)
    assert of(running).came_count == 1
    answering.answer(running, "no", by=cast.second_fan)
    assert of(running).came_count == 0
    assert db.session.get_one(Rsvp, (running.id, cast.second_fan.id)).came_at is None


def test_a_wrong_code_and_whoever_does_not_come_are_refused(running, of, cast):
    with pytest.raises(ComeFirst):
        attending.check_in(running, of(running).code, by=cast.second_fan)
    answering.answer(running, "yes", by=cast.second_fan)
    answering.answer(running, "yes", by=cast.newcomer)
    for wrong in ("", "AAAAAA", "آآآآآآ", "x" * 10_000):
        with pytest.raises(WrongCode):
            attending.check_in(running, wrong, by=cast.second_fan)
    with pytest.raises(NoPlaceYet):
        attending.check_in(running, of(running).code, by=cast.newcomer)
    assert of(running).came_count == 0


def test_the_code_opens_an_hour_before_and_closes_with_the_end(meet, of, cast):
    run = meet()
    answering.answer(run, "yes", by=cast.second_fan)
    moved(run, timedelta(minutes=61))
    with pytest.raises(CheckInClosed):
        attending.check_in(run, of(run).code, by=cast.second_fan)
    moved(run, timedelta(minutes=59))
    attending.check_in(run, of(run).code, by=cast.second_fan)
    moved(run, timedelta(hours=-4))
    with pytest.raises(GatheringOver):
        attending.check_in(run, of(run).code, by=cast.second_fan)


def test_only_the_organiser_is_shown_the_code(sign_in, client, running, of, cast):
    code, page = of(running).code, f"/gatherings/{running.id}/check-in"
    assert code in sign_in(cast.fan).get(page).text
    assert attending.spoken(code) in sign_in(cast.moderator).get(page).text
    for path in (page, threads.address(running), f"/gatherings/{running.id}/answers"):
        assert code not in sign_in(cast.second_fan).get(path).text
        assert code not in client.get(path).text


def test_a_fan_checks_in_by_a_plain_form_and_a_wrong_code_shows_it_again(
    sign_in, running, of, cast
):
    answering.answer(running, "yes", by=cast.second_fan)
    browser, path = sign_in(cast.second_fan), threads.address(running)
    wrong = send(browser, path, f"/gatherings/{running.id}/check-in", code="nope")
    assert wrong.status_code == 422 and 'name="code"' in wrong.text
    right = send(browser, path, f"/gatherings/{running.id}/check-in", code=of(running).code)
    assert right.status_code == 303
    assert of(running).came_count == 1
    assert "aangemeld" in browser.get(path).text or 'name="code"' not in browser.get(path).text
