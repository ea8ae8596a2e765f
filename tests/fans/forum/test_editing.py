"""Editing: who, how long, and what stays of the text before."""

from datetime import timedelta

import pytest
import time_machine

from community.fans.forum import posts, tags
from community.fans.forum.refusals import EditTooLate
from community.kernel import clock
from community.kernel.refusals import NotAllowed, NotFound

pytestmark = pytest.mark.databases


def test_small_change_in_the_first_minutes_is_silent(thread, say, cast):
    post = say(thread, "Blue wex.", at=clock.now())
    posts.edit(post, "Blue wax.", by=cast.second_fan)
    assert (post.html, post.edited_at, posts.versions(post)) == ("<p>Blue wax.</p>\n", None, [])


def test_large_change_leaves_a_version_at_once(thread, say, cast):
    post = say(thread, "Blue wax.", at=clock.now())
    posts.edit(post, "Blue wax." + " Really." * 20, by=cast.second_fan, reason="More to say")
    [version] = posts.versions(post)
    assert (version.source, version.reason, post.versions_count) == ("Blue wax.", "More to say", 1)


def test_change_after_five_minutes_leaves_a_version(thread, say, cast):
    post = say(thread, "Blue wex.", at=clock.now())
    with time_machine.travel(clock.now() + timedelta(minutes=6)):
        posts.edit(post, "Blue wax.", by=cast.second_fan)
    assert post.edited_at and posts.versions(post)[0].source == "Blue wex."


def test_same_text_changes_nothing(thread, say, cast):
    post = say(thread)
    version = thread.version
    posts.edit(post, post.source, by=cast.second_fan)
    assert thread.version == version


@pytest.mark.parametrize(
    ("level", "days", "in_time"), [(1, 0.9, True), (1, 1.1, False), (2, 29, True), (2, 31, False)]
)
def test_own_post_is_open_for_a_day_and_from_level_two_for_thirty(
    thread, say, cast, level, days, in_time
):
    cast.second_fan.level = level
    post = say(thread, at=clock.now())
    with time_machine.travel(clock.now() + timedelta(days=days)):
        if in_time:
            posts.edit(post, "Changed.", by=cast.second_fan)
            assert post.source == "Changed."
        else:
            with pytest.raises(EditTooLate):
                posts.edit(post, "Changed.", by=cast.second_fan)


def test_others_may_not_edit_and_the_team_always_may(thread, say, cast):
    post = say(thread, at=clock.now() - timedelta(days=400))
    with pytest.raises(NotAllowed):
        posts.edit(post, "Mine", by=cast.fan)
    posts.edit(post, "Cleaned up.", by=cast.moderator)
    assert posts.versions(post)[0].by_id == cast.moderator.id


def test_deleted_post_cannot_be_edited(thread, say, cast):
    post = say(thread, at=clock.now())
    posts.delete(post, by=cast.second_fan)
    with pytest.raises(NotFound):
        posts.edit(post, "Back again", by=cast.second_fan)


def test_editing_the_opening_post_changes_the_excerpt(thread, cast, fresh):
    [opening] = posts.page(thread.id, viewer=cast.fan)
    posts.edit(posts.one(opening.id), "It is very cold.", by=cast.fan)
    assert fresh(thread).excerpt == "It is very cold."


def test_history_page_shows_what_went_and_what_came(client, thread, say, cast):
    post = say(thread, "Blue wax.", at=clock.now() - timedelta(hours=1))
    posts.edit(post, "Red wax.", by=cast.second_fan, reason="Warmer now")
    page = client.get(f"/posts/{post.id}/history").text
    assert "<del>Blue</del><ins>Red</ins>" in page.replace("\n", "")
    assert "Warmer now" in page


def test_c7_history_of_a_hidden_post_is_for_the_team(client, sign_in, thread, say, cast):
    post = say(thread, "Canary text.", at=clock.now() - timedelta(hours=1))
    posts.edit(post, "Other text.", by=cast.second_fan)
    posts.hide(post, by=cast.moderator)
    for browser in (client, sign_in(cast.fan), sign_in(cast.second_fan)):
        assert browser.get(f"/posts/{post.id}/history").status_code == 404
    assert "Canary" in sign_in(cast.moderator).get(f"/posts/{post.id}/history").text


def test_edit_page_changes_title_and_tags_of_the_opening_post(sign_in, thread, cast, fresh):
    from tests.fans.forum.pressing import send

    [opening] = posts.page(thread.id, viewer=cast.fan)
    answer = send(
        sign_in(cast.fan), f"/posts/{opening.id}/edit", f"/posts/{opening.id}",
        title="Which klister?", tags="klister, spring", body="It is warm.",
    )  # fmt: skip
    assert answer.status_code == 303
    assert fresh(thread).title == "Which klister?"
    assert tags.of(thread.id) == ["klister", "spring"]
