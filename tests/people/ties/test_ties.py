"""Following and blocking: nothing of a blocked person arrives, and they are not told."""

import pytest

from community.commons import notifications
from community.fans.forum import boards, posts, reactions, threads
from community.kernel.db import db
from community.kernel.permissions import SYSTEM
from community.people import ties
from community.people.ties.refusals import Oneself

pytestmark = pytest.mark.databases


@pytest.fixture
def board(app):
    return boards.create("skiing", {"en": "Skiing"}, by=SYSTEM)


def told(account):
    db.session.expire_all()
    return [each.kind for each in notifications.latest(account.id)]


def test_who_watches_a_person_hears_of_the_threads_they_start(board, cast, work):
    ties.follow(cast.fan, "watching", by=cast.second_fan)
    threads.start(board, "Which wax?", "It is cold.", by=cast.fan)
    work()
    assert told(cast.second_fan) == ["person"]
    assert told(cast.fan) == ["follower"]


def test_who_muted_a_person_hears_nothing(board, cast, work):
    ties.follow(cast.second_fan, "muted", by=cast.fan)
    thread = threads.start(board, "Which wax?", "It is cold.", by=cast.fan)
    posts.reply(thread, "Blue, @ada.", by=cast.second_fan)
    work()
    assert told(cast.fan) == []
    assert told(cast.second_fan) == []


def test_c25_nothing_of_a_blocked_person_arrives(board, cast, work):
    thread = threads.start(board, "Which wax?", "It is cold.", by=cast.fan)
    opening = posts.page(thread.id, viewer=cast.fan)[0]
    ties.block(cast.second_fan, by=cast.fan)
    posts.reply(
        thread, f"Blue, @ada.\n\n> [it is cold](/t/{thread.id}/which-wax)", by=cast.second_fan
    )
    reactions.react(posts.one(opening.id), "like", by=cast.second_fan)
    work()
    assert told(cast.fan) == []


def test_c25_a_blocked_person_cannot_follow_and_no_longer_does(cast, app):
    ties.follow(cast.fan, "watching", by=cast.second_fan)
    ties.block(cast.second_fan, by=cast.fan)
    assert ties.level(cast.second_fan.id, cast.fan.id) == "normal"
    with pytest.raises(ties.TiesRefused):
        ties.follow(cast.fan, "watching", by=cast.second_fan)
    ties.unblock(cast.second_fan, by=cast.fan)
    ties.follow(cast.fan, "watching", by=cast.second_fan)
    assert ties.watchers(cast.fan.id) == {cast.second_fan.id}


def test_nobody_blocks_or_follows_themselves(cast, app):
    with pytest.raises(Oneself):
        ties.block(cast.fan, by=cast.fan)
    with pytest.raises(Oneself):
        ties.follow(cast.fan, "watching", by=cast.fan)


def test_posts_of_blocked_people_lie_folded_for_the_one_who_blocked(board, cast, sign_in):
    thread = threads.start(board, "Which wax?", "It is cold.", by=cast.fan)
    posts.reply(thread, "Blue wax of course.", by=cast.second_fan)
    ties.block(cast.second_fan, by=cast.fan)
    folded = sign_in(cast.fan).get(threads.address(thread)).text
    assert "Written by somebody you blocked" in folded and "Blue wax of course" in folded
    assert (
        "Written by somebody you blocked"
        not in sign_in(cast.second_fan).get(threads.address(thread)).text
    )


def test_the_buttons_of_a_profile_work_without_scripts(cast, sign_in, token_of):
    path, browser = f"/@{cast.fan.handle}", sign_in(cast.second_fan)
    values = {"csrf_token": token_of(browser, path), "level": "watching"}
    assert browser.post("/@ada/following", data=values).status_code == 303
    assert ties.watchers(cast.fan.id) == {cast.second_fan.id}
    assert browser.post("/@ada/block", data=values).location == "/@ada"
    assert ties.watchers(cast.fan.id) == set()
    assert "@ada" in browser.get("/settings/people").text
    browser.post("/@ada/block/removal", data=values)
    assert not ties.closed_between(cast.fan.id, cast.second_fan.id)
