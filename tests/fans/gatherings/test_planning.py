"""What an organiser may fill in, and what becomes of it."""

from datetime import UTC, datetime, timedelta

import pytest

from community.fans.forum import threads
from community.fans.gatherings import Gathering, changing, planning
from community.fans.gatherings.refusals import GatheringFromLevel, MoreComeAlready
from community.kernel import clock, settings
from community.kernel.db import db
from community.kernel.refusals import Invalid
from tests.fans.forum.pressing import form, send

from .conftest import filled

pytestmark = pytest.mark.databases


def test_times_are_meant_in_the_zone_of_the_gathering(app):
    plan = planning.planned(
        filled(starts="2027-01-15T19:30", ends="2027-01-15T21:00", zone="Asia/Jakarta")
    )
    assert plan.starts_at == datetime(2027, 1, 15, 12, 30, tzinfo=UTC)
    summer = planning.planned(filled(starts="2027-07-15T19:30", ends="2027-07-15T21:00"))
    assert summer.starts_at == datetime(2027, 7, 15, 17, 30, tzinfo=UTC)


def test_an_hour_that_the_clock_leaves_out_is_the_one_after(app):
    plan = planning.planned(filled(starts="2027-03-28T02:30", ends="2027-03-28T05:00"))
    assert plan.starts_at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("starts", "soon"), ("starts", "2027-02-31T10:00"), ("starts", "2020-01-01T10:00"), ("starts", "9999-12-31T23:59"),
        ("starts", ""), ("ends", "2020-01-01T10:00"), ("ends", "2028-11-01T10:00"), ("zone", "Mars/Olympus"),
        ("zone", "../../etc/passwd"), ("place", ""), ("place", "x" * 201), ("address", "javascript:alert(1)"),
        ("address", "https://ada:secret@example.org"), ("address", "https://example.org/" + "a" * 500),
        ("address", "https://example.org/\"><script>"), ("capacity", "0"), ("capacity", "-3"), ("capacity", "many"),
        ("capacity", "100001"),
    ],
)  # fmt: skip
def test_e6_what_makes_no_sense_is_refused_beside_its_field(app, field, value):
    with pytest.raises(Invalid) as refused:
        planning.planned(filled(**{field: value}))
    assert set(refused.value.fields) <= {f"event_{field}", "event_ends"}


def test_online_wants_the_address_of_the_call_and_no_place(app):
    with pytest.raises(Invalid):
        planning.planned(filled(way="online", place="", address=""))
    plan = planning.planned(
        filled(way="online", place="", address="https://meet.example/x", hidden="True")
    )
    assert (plan.online, plan.address_hidden, plan.place) == (True, True, "")


def test_people_start_gatherings_from_a_level_on(meet, cast):
    with pytest.raises(GatheringFromLevel):
        meet(by=cast.newcomer)
    settings.change("gatherings.level", 0)
    assert meet(by=cast.newcomer).kind == "event"


def test_a_gathering_is_started_from_the_composer(sign_in, board, cast):
    browser = sign_in(cast.fan)
    answer = send(browser, "/t/new?board=skiing&kind=event", "/t", board="skiing", kind="event", title="Night run",
                  body="Bring a lamp.", **filled(place="<b>Gate</b> 5", address="https://maps.example/gate5"))  # fmt: skip
    assert answer.status_code == 303
    page = browser.get(answer.location).text
    assert "&lt;b&gt;Gate&lt;/b&gt; 5" in page and 'href="https://maps.example/gate5"' in page


def test_a_refused_form_keeps_all_that_was_filled_in(sign_in, board, cast):
    browser = sign_in(cast.fan)
    answer = send(browser, "/t/new?board=skiing&kind=event", "/t", board="skiing", kind="event", title="Night run",
                  body="Bring a lamp.", **filled(capacity="none", place="Gate 5"))  # fmt: skip
    assert answer.status_code == 422
    assert 'value="Gate 5"' in answer.text and "from 1 to 100,000" in answer.text


def test_the_organiser_changes_it_by_a_form_that_shows_what_is_kept(sign_in, meet, of, cast):
    run = meet(capacity="7")
    browser, path = sign_in(cast.fan), f"/gatherings/{run.id}/change"
    kept = form(browser, path, path)
    assert (kept["event_capacity"], kept["event_place"]) == ("7", "Alster, Jungfernstieg")
    answer = send(browser, path, path, **filled(place="Elsewhere", capacity="9"))
    assert answer.status_code == 303
    assert (of(run).place, of(run).capacity, of(run).sequence) == ("Elsewhere", 9, 1)


def test_only_starter_and_moderators_keep_a_gathering(sign_in, meet, cast):
    run = meet()
    path = f"/gatherings/{run.id}/change"
    assert sign_in(cast.second_fan).get(path).status_code == 403
    assert sign_in(cast.marketer).get(path).status_code == 403
    assert sign_in(cast.moderator).get(path).status_code == 200
    answer = sign_in(cast.second_fan).post(f"/gatherings/{run.id}/cancellation", data={})
    assert answer.status_code in (400, 403)


def test_places_may_not_fall_below_those_who_come_and_more_of_them_move_people_up(meet, of, cast):
    from community.fans.gatherings import answering

    run = meet(capacity="2")
    for each in (cast.second_fan, cast.newcomer, cast.marketer):
        answering.answer(run, "yes", by=each)
    with pytest.raises(MoreComeAlready):
        changing.change(run, filled(capacity="1"), by=cast.fan)
    changing.change(run, filled(capacity=""), by=cast.fan)
    assert (of(run).coming_count, of(run).waiting_count) == (3, 0)


def test_one_that_has_begun_may_still_be_prolonged(meet, of, cast):
    run = meet()
    gathering = of(run)
    gathering.starts_at = (clock.now() - timedelta(hours=1)).replace(second=0, microsecond=0)
    gathering.ends_at = clock.now() + timedelta(hours=1)
    db.session.flush()
    values = planning.as_filled(gathering)
    values["event_ends"] = (clock.now() + timedelta(hours=4)).strftime("%Y-%m-%dT%H:%M")
    changing.change(run, {name: str(value or "") for name, value in values.items()}, by=cast.fan)
    assert db.session.get_one(Gathering, run.id).ends_at > clock.now() + timedelta(hours=2)
    assert threads.address(run)


def test_a_draft_brings_back_what_was_ticked_and_what_was_not(sign_in, board, cast):
    browser = sign_in(cast.fan)
    page, keep = "/t/new?board=skiing&kind=event", "/drafts/new"
    for hidden in ("", "y"):
        values = {**form(browser, page, "/t"), **filled(place="Gate 5", hidden=hidden)}
        values |= {"sequence": str(int(values["sequence"]) + 1), "kind": "event", "title": "Run"}
        browser.post(keep, data={name: value for name, value in values.items() if value})
        kept = form(browser, page, "/t")
        assert kept["event_place"] == "Gate 5"
        assert ("event_hidden" in kept) is bool(hidden)
