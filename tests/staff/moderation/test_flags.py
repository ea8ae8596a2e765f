"""Readers report; enough weight hides."""

import pytest

from community.kernel.db import db
from community.kernel.permissions import NOBODY
from community.kernel.refusals import Invalid, NotFound, SignInNeeded
from community.staff.moderation import evidence, flags, reviews
from community.staff.moderation.models import Flag
from community.staff.moderation.refusals import AlreadyFlagged, OwnContent

pytestmark = pytest.mark.databases


def test_a_flag_opens_an_item_with_the_weight_of_the_flagger(shelf, cast):
    flags.raise_flag("note", 1, "spam", "third time today", by=cast.fan)
    [item] = reviews.queue(by=cast.moderator)
    assert (item.kind, item.subject_id, item.weight, item.source) == ("note", 1, 2.0, "flags")


def test_staff_weigh_five(shelf, cast):
    assert evidence.weight_of(cast.moderator) == 5.0


def test_weights_that_reach_the_threshold_hide_at_once_and_keep_it_in_the_queue(shelf, cast):
    flags.raise_flag("note", 1, "spam", by=cast.moderator)
    assert 1 not in shelf.hidden
    cast.operator.level = 4
    flags.raise_flag("note", 1, "spam", by=cast.operator)
    assert 1 in shelf.hidden
    assert len(reviews.queue(by=cast.moderator)) == 1


def test_accuracy_counts_from_the_fifth_decided_flag(shelf, cast):
    for number in range(2, 7):
        db.session.add(
            Flag(
                kind="note",
                subject_id=number,
                by_id=cast.fan.id,
                reason="spam",
                weight=2,
                at=cast.fan.created_at,
                upheld=True,
            )
        )
    db.session.flush()
    assert evidence.weight_of(cast.fan) == 4.0


def test_nobody_flags_twice(shelf, cast):
    flags.raise_flag("note", 1, "spam", by=cast.fan)
    with pytest.raises(AlreadyFlagged):
        flags.raise_flag("note", 1, "rude", by=cast.fan)


def test_nobody_flags_their_own(shelf, cast):
    with pytest.raises(OwnContent):
        flags.raise_flag("note", 1, "spam", by=cast.second_fan)


def test_what_one_may_not_see_cannot_be_flagged(shelf, cast):
    shelf.hidden[1] = "gone"
    with pytest.raises(NotFound):
        flags.raise_flag("note", 1, "spam", by=cast.fan)


def test_a_flag_needs_a_known_reason_and_an_account(shelf, cast):
    with pytest.raises(Invalid):
        flags.raise_flag("note", 1, "because", by=cast.fan)
    with pytest.raises(SignInNeeded):
        flags.raise_flag("note", 1, "spam", by=NOBODY)


def test_a_reader_reports_from_the_page_and_comes_back(shelf, cast, sign_in):
    browser = sign_in(cast.fan)
    form = browser.get("/flags/new?kind=note&id=1")
    assert "Buy &lt;b&gt;cheap&lt;/b&gt; skis" in form.text
    answer = browser.post(
        "/flags", data={"kind": "note", "id": "1", "reason": "spam", "csrf_token": _token(form)}
    )
    assert (answer.status_code, answer.location) == (303, "/latest")
    assert reviews.waiting_count() == 1


def test_the_form_says_what_is_missing(shelf, cast, sign_in):
    browser = sign_in(cast.fan)
    form = browser.get("/flags/new?kind=note&id=1")
    answer = browser.post("/flags", data={"kind": "note", "id": "1", "csrf_token": _token(form)})
    assert answer.status_code == 422
    assert "Pick what fits best." in answer.text


def _token(page) -> str:
    return page.text.split('name="csrf_token" value="')[1].split('"')[0]
