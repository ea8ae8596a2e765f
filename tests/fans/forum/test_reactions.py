"""Reactions: one each, counted exactly, whatever happens at once."""

import threading

import pytest

from community.fans.forum import Reaction, posts, reactions
from community.fans.forum.refusals import OwnPost
from community.kernel.db import db
from community.kernel.events import EventRow
from community.kernel.permissions import NOBODY
from community.kernel.refusals import Invalid, NotFound, SignInNeeded
from tests.fans.forum.pressing import act, form

pytestmark = pytest.mark.databases


def test_reaction_is_kept_counted_and_announced(thread, say, cast, fresh):
    post = say(thread)
    reactions.react(post, "thanks", by=cast.fan)
    assert fresh(post).reactions == {"thanks": 1}
    assert (fresh(thread).reactions_count, thread.score) == (1, 4)
    [event] = db.session.query(EventRow).filter_by(name="Reacted")
    assert event.details == {"post_id": post.id, "kind": "thanks", "account_id": cast.second_fan.id}


def test_second_reaction_of_one_reader_changes_the_first(thread, say, cast, fresh):
    post = say(thread)
    reactions.react(post, "like", by=cast.fan)
    reactions.react(post, "funny", by=cast.fan)
    assert fresh(post).reactions == {"funny": 1}
    assert (fresh(thread).reactions_count, thread.score) == (1, 4)


def test_withdrawn_reaction_is_gone(thread, say, cast, fresh):
    post = say(thread)
    reactions.react(post, "like", by=cast.fan)
    reactions.withdraw(post, by=cast.fan)
    reactions.withdraw(post, by=cast.fan)
    assert fresh(post).reactions == {}
    assert (fresh(thread).reactions_count, thread.score) == (0, 2)


def test_nobody_reacts_to_their_own_post_nor_to_what_is_hidden(thread, say, cast):
    post = say(thread)
    with pytest.raises(OwnPost):
        reactions.react(post, "like", by=cast.second_fan)
    with pytest.raises(SignInNeeded):
        reactions.react(post, "like", by=NOBODY)
    with pytest.raises(Invalid):
        reactions.react(post, "fury", by=cast.fan)
    posts.hide(post, by=cast.moderator)
    with pytest.raises(NotFound):
        reactions.react(post, "like", by=cast.fan)


def test_button_reacts_and_the_pressed_button_takes_it_back(sign_in, thread, say, cast, fresh):
    post, browser = say(thread), sign_in(cast.fan)
    page, address = f"/t/{thread.id}/which-wax", f"/posts/{post.id}/reactions"
    answer = act(browser, page, address, kind="like")
    assert (answer.status_code, answer.location) == (303, f"{page}/2")
    assert fresh(post).reactions == {"like": 1}
    assert f'formaction="{address}/removal"' in browser.get(page).text
    act(browser, page, f"{address}/removal", kind="like")
    assert fresh(post).reactions == {}


def test_page_that_stays_gets_the_post_alone(sign_in, thread, say, cast):
    post, browser = say(thread), sign_in(cast.fan)
    token = form(browser, f"/t/{thread.id}/which-wax", "")["csrf_token"]
    answer = browser.post(
        f"/posts/{post.id}/reactions",
        data={"csrf_token": token, "kind": "like"},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 200
    assert answer.text.strip().startswith("<article") and 'aria-pressed="true"' in answer.text


def test_h1_thirty_likes_of_five_people_at_once_count_five(app, thread, say, cast, fresh):
    post = say(thread)
    fans = [
        each.id for each in (cast.fan, cast.newcomer, cast.moderator, cast.marketer, cast.operator)
    ]
    post_id = post.id
    db.session.commit()
    faults = together([lambda fan=fan: like(app, post_id, fan) for fan in fans for _ in range(6)])
    assert faults == []
    assert db.session.query(Reaction).filter_by(post_id=post_id).count() == 5
    assert fresh(post).reactions == {"like": 5}
    assert (fresh(thread).reactions_count, thread.score) == (5, 12)


def like(app, post_id, account_id):
    from community.people import accounts

    with app.app_context():
        reactions.react(posts.one(post_id), "like", by=accounts.one(account_id))
        db.session.commit()


def together(works):
    """All at the same moment, each in a thread of its own; what went wrong."""
    gate, faults = threading.Barrier(len(works)), []

    def run(work):
        gate.wait()
        try:
            work()
        except Exception as fault:
            faults.append(fault)

    runners = [threading.Thread(target=run, args=(work,)) for work in works]
    for each in runners:
        each.start()
    for each in runners:
        each.join()
    return faults
