"""Wiki pages: many write, nothing is lost."""

from datetime import timedelta

import pytest

from community.fans.forum import posts, threads
from community.fans.forum.refusals import EditConflict, ThreadClosed
from community.kernel import clock, settings
from community.kernel.db import db
from community.kernel.permissions import NOBODY
from community.kernel.refusals import NotAllowed, SignInNeeded
from tests.fans.forum.pressing import form, send
from tests.fans.forum.test_reactions import together

pytestmark = pytest.mark.databases


@pytest.fixture
def page(start):
    return start(
        "Wax by temperature", "Cold: green.", kind="wiki", at=clock.now() - timedelta(days=90)
    )


@pytest.fixture
def opening(page, cast):
    return posts.one(posts.page(page.id, viewer=cast.fan)[0].id)


def test_whoever_has_the_level_edits_the_page_and_history_keeps_every_text(opening, cast):
    posts.edit(opening, "Cold: blue.", by=cast.second_fan, reason="Green is older")
    posts.edit(opening, "Cold: blue. Warm: red.", by=cast.fan)
    assert [(each.source, each.by_id) for each in posts.versions(opening)] == [
        ("Cold: green.", cast.second_fan.id), ("Cold: blue.", cast.fan.id)
    ]  # fmt: skip


def test_below_the_level_nobody_edits_and_replies_stay_with_their_authors(page, opening, say, cast):
    with pytest.raises(NotAllowed):
        posts.edit(opening, "Mine.", by=cast.newcomer)
    with pytest.raises(SignInNeeded):
        posts.edit(opening, "Mine.", by=NOBODY)
    settings.change("forum.wiki_level", 2)
    with pytest.raises(NotAllowed):
        posts.edit(opening, "Mine.", by=cast.second_fan)
    settings.change("forum.wiki_level", 0)
    posts.edit(opening, "Now mine.", by=cast.newcomer)
    with pytest.raises(NotAllowed):
        posts.edit(say(page), "Mine.", by=cast.fan)


def test_a_closed_page_is_edited_by_the_team_alone(page, opening, cast):
    threads.close(page, by=cast.moderator)
    with pytest.raises(ThreadClosed):
        posts.edit(opening, "Mine.", by=cast.fan)
    posts.edit(opening, "The team's.", by=cast.moderator)


def test_a_text_that_changed_meanwhile_is_not_overwritten(opening, cast):
    base = posts.revision(opening)
    posts.edit(opening, "Cold: blue.", by=cast.second_fan, base=base)
    with pytest.raises(EditConflict):
        posts.edit(opening, "Cold: violet.", by=cast.fan, base=base)
    assert opening.source == "Cold: blue."


def test_h7_of_ten_edits_at_once_one_is_kept_and_nine_are_told(app, opening, cast):
    post_id, base, who = opening.id, posts.revision(opening), cast.moderator.id
    db.session.commit()
    faults = together(
        [
            lambda text=f"Text {number}": edited(app, post_id, text, who, base)
            for number in range(10)
        ]
    )
    assert [type(fault) for fault in faults] == [EditConflict] * 9


def edited(app, post_id, text, account_id, base):
    from community.people import accounts

    with app.app_context():
        posts.edit(posts.one(post_id), text, by=accounts.one(account_id), base=base)
        db.session.commit()


def test_a_conflict_shows_both_texts_and_saving_again_builds_on_both(
    sign_in, client, page, opening, cast
):
    mine, theirs = sign_in(cast.fan), sign_in(cast.second_fan)
    path, action = f"/posts/{opening.id}/edit", f"/posts/{opening.id}"
    begun = form(mine, path, action)
    send(theirs, path, action, body="Cold: blue. <b>")
    answer = mine.post(action, data={**begun, "body": "Cold: violet.", "reason": "Trust me"})
    assert answer.status_code == 409
    assert "Somebody else has changed this text" in answer.text
    assert (
        "Cold: blue. &lt;b&gt;" in answer.text
        and "Cold: violet." in answer.text
        and "Trust me" in answer.text
    )
    from tests.fans.forum.pressing import Forms

    again = Forms(answer.text).found[action]
    assert again["body"] == "Cold: violet."
    assert mine.post(action, data={**again, "body": "Cold: blue or violet."}).status_code == 303
    shown = client.get(threads.address(page)).text
    assert "Cold: blue or violet." in shown and "Last changed" in shown
    history = client.get(f"/posts/{opening.id}/history").text
    assert "Bima Santoso" in history and "Ada Lindqvist" in history


def test_the_page_offers_editing_only_to_those_who_may(client, sign_in, page, opening, cast):
    cast.newcomer.language = "en"
    path = threads.address(page)
    assert "Edit this page" not in client.get(path).text
    assert "You can edit it from level 1 on." in sign_in(cast.newcomer).get(path).text
    browser = sign_in(cast.second_fan)
    assert f'href="/posts/{opening.id}/edit"' in browser.get(path).text
    assert f'href="/posts/{opening.id}/edit"' in browser.get(
        f"/posts/{opening.id}/menu"
    ).text.replace("&#34;", '"')


def test_who_edits_a_page_does_not_rename_it(sign_in, page, opening, cast):
    browser, action = sign_in(cast.second_fan), f"/posts/{opening.id}"
    send(browser, f"{action}/edit", action, body="Cold: blue.", title="Buy my wax", tags="spam")
    assert threads.one(page.id).title == "Wax by temperature"
