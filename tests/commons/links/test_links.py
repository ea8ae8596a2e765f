"""A tracked link brings a stranger in; once they sign in, the record knows where from."""

from datetime import timedelta

import pytest

from community.commons import links
from community.kernel import buffer, clock
from community.kernel.db import db
from community.kernel.refusals import Invalid, NotAllowed
from community.people import accounts, members

pytestmark = pytest.mark.databases


@pytest.fixture
def link(cast):
    made = links.create("spring", "/latest", "instagram", campaign="spring-24", by=cast.marketer)
    db.session.commit()
    return made


def test_only_marketers_make_links(cast):
    with pytest.raises(NotAllowed):
        links.create("x1", "/latest", "x", by=cast.fan)


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "latest", "/go/spring", "/a\nb"],
)
def test_b10_a_link_leads_nowhere_else(cast, target):
    with pytest.raises(Invalid) as refused:
        links.create("away", target, "x", by=cast.marketer)
    assert "target" in refused.value.fields


def test_a_code_is_taken_once(cast, link):
    with pytest.raises(links.CodeTaken):
        links.create("Spring", "/new", "x", by=cast.marketer)


def test_following_leads_to_the_target_and_counts_without_writing_on_the_get(client, link, queries):
    with queries() as asked:
        answer = client.get("/go/spring")
    assert (answer.status_code, answer.location) == (302, "/latest")
    assert not [each for each in asked if each.startswith(("INSERT", "UPDATE"))]
    assert _visits() == {"instagram": (1, 0, 0)}


def test_the_cookie_is_first_party_and_unreadable_for_scripts(client, link):
    cookie = client.get("/go/spring").headers["Set-Cookie"]
    assert cookie.startswith("visit=") and "HttpOnly" in cookie and "SameSite=Lax" in cookie


def test_who_asks_not_to_be_tracked_is_counted_but_not_known(client, link):
    assert "Set-Cookie" not in client.get("/go/spring", headers={"Sec-GPC": "1"}).headers
    assert _visits()["instagram"][0] == 1


def test_robots_are_not_visits(client, link):
    client.get("/go/spring", headers={"User-Agent": "facebookexternalhit/1.1"})
    assert _visits() == {}


def test_a_retired_link_leads_nowhere(client, link, cast):
    links.retire(link, by=cast.marketer)
    db.session.commit()
    assert client.get("/go/spring").status_code == 404


def test_the_touch_is_carried_through_sign_in_to_the_record(app, link, cast):
    visitor = app.test_client()
    visitor.get("/go/spring")
    buffer.flush_all()
    joined = accounts.create("new.fan", "New Fan", email="new@fans.example", confirmed=True)
    db.session.commit()
    _signed_in(visitor, joined).get("/notifications")
    assert _visits() == {"instagram": (1, 1, 0)}
    member = members.one(joined.member_id)
    assert (member.first_network, member.first_campaign, member.last_network) == (
        "instagram",
        "spring-24",
        "instagram",
    )


def test_somebody_known_who_returns_is_no_sign_up(app, link, cast):
    cast.fan.created_at = clock.now() - timedelta(days=3)
    members.one(cast.fan.member_id).created_at = clock.now() - timedelta(days=3)
    db.session.commit()
    visitor = app.test_client()
    visitor.get("/go/spring")
    _signed_in(visitor, cast.fan).get("/notifications")
    assert _visits() == {"instagram": (1, 0, 0)}
    assert members.one(cast.fan.member_id).last_network == "instagram"


def test_a_contribution_makes_the_third_step_of_the_funnel(app, link, cast):
    visitor = app.test_client()
    visitor.get("/go/spring")
    buffer.flush_all()
    joined = accounts.create("new.fan", "New Fan", confirmed=True)
    db.session.commit()
    _signed_in(visitor, joined).get("/notifications")
    buffer.flush_all()
    members.note_contribution(joined.member_id, clock.now())
    assert _visits() == {"instagram": (1, 1, 1)}


def test_a_forged_cookie_carries_nothing(app, link, cast, sign_in):
    browser = sign_in(cast.fan)
    browser.set_cookie("visit", "' OR 1=1 --.x")
    assert browser.get("/notifications").status_code == 200
    buffer.flush_all()
    assert links.of_member(cast.fan.member_id) == []


def _signed_in(browser, account):
    with browser.session_transaction() as session:
        session["_user_id"] = accounts.begin_sign_in(account, address="127.0.0.1", browser="tests")
    db.session.commit()
    return browser


def _visits() -> dict[str, tuple[int, int, int]]:
    buffer.flush_all()
    db.session.expire_all()
    rows = links.traffic_by_network(clock.now() - timedelta(days=1))
    return {row.network: (row.visits, row.sign_ups, row.first_posts) for row in rows}
