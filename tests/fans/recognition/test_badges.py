"""Badges come by rule or by hand, say what they are for, and can be taken back."""

import pytest

from community.commons import notifications
from community.fans.forum import boards, posts, threads
from community.fans.recognition import badges
from community.fans.recognition.refusals import AlreadyHeld, GivenByItself
from community.kernel import clock
from community.kernel.db import db
from community.kernel.permissions import SYSTEM
from community.kernel.refusals import NotAllowed

pytestmark = pytest.mark.databases


@pytest.fixture
def solved(cast):
    board = boards.create("skiing", {"en": "Skiing"}, by=SYSTEM)
    thread = threads.start(
        board, "Which wax?", "Cold.", kind="question", by=cast.second_fan, at=clock.now()
    )
    posts.accept(posts.reply(thread, "Blue.", by=cast.fan, at=clock.now()), by=cast.second_fan)
    return thread


def slugs(account):
    return {each.slug for each in badges.badges_of(account.id)}


def test_every_rule_is_a_question_the_database_understands(app):
    for badge in badges.BADGES.values():
        if badge.due:
            assert db.session.execute(badge.due()).all() == []


def test_badges_are_given_once_and_told(solved, cast, work):
    assert badges.give_due() == 3
    assert badges.give_due() == 0
    assert slugs(cast.fan) == {"first-words", "helpful"}
    work()
    told = {notifications.sentence(each, {}) for each in notifications.latest(cast.fan.id)}
    assert "You were given a badge: Helpful" in told


def test_a_revoked_badge_is_not_given_again(solved, cast):
    badges.give_due()
    held = next(each for each in badges.of_account(cast.fan.id) if each.badge == "helpful")
    badges.revoke(held, cast.fan, by=cast.moderator, reason="Copied from elsewhere.")
    badges.give_due()
    assert slugs(cast.fan) == {"first-words"}


def test_by_hand_only_by_moderators_and_only_badges_without_a_rule(cast, app):
    host, helpful = badges.one("host"), badges.one("helpful")
    with pytest.raises(NotAllowed):
        badges.grant(host, cast.second_fan, by=cast.fan, reason="Friend.")
    with pytest.raises(GivenByItself):
        badges.grant(helpful, cast.fan, by=cast.moderator, reason="Helped.")
    badges.grant(host, cast.fan, by=cast.moderator, reason="Brought us to Oslo.")
    with pytest.raises(AlreadyHeld):
        badges.grant(host, cast.fan, by=cast.moderator, reason="Again.")
    held = badges.of_account(cast.fan.id)[0]
    badges.revoke(held, cast.fan, by=cast.moderator, reason="By mistake.")
    badges.grant(host, cast.fan, by=cast.moderator, reason="No mistake.")
    assert slugs(cast.fan) == {"host"}


def test_pages_show_criteria_and_holders(solved, cast, client, queries):
    badges.give_due()
    page = client.get("/badges").text
    assert "Wrote an answer that was accepted." in page and "Tester" in page
    assert "Ada Lindqvist" in client.get("/badges/helpful").text
    assert client.get("/badges/nothing").status_code == 404
    with queries() as asked:
        client.get("/badges/helpful?fresh=1")
    assert len(asked) <= 6, "\n".join(asked)
    assert "Helpful" in client.get("/@ada").text


def test_staff_give_and_take_on_the_page(cast, sign_in, token_of):
    browser = sign_in(cast.moderator)
    token = token_of(browser, "/badges/host")
    wrong = browser.post(
        "/badges/host/holders", data={"csrf_token": token, "handle": "nobody", "reason": "x"}
    )
    assert wrong.status_code == 422 and "Nobody here has this handle" in wrong.text
    values = {
        "csrf_token": token,
        "handle": "@ada" if cast.fan else "",
        "reason": "Ran the meeting.",
    }
    assert browser.post("/badges/host/holders", data=values).status_code == 303
    held = badges.of_account(cast.fan.id)[0]
    browser.post(
        f"/badges/host/holders/{held.id}/removal", data={"csrf_token": token, "reason": "Left."}
    )
    db.session.expire_all()
    assert slugs(cast.fan) == set()
    fan = sign_in(cast.second_fan)
    assert "Give it to somebody" not in fan.get("/badges/host").text
