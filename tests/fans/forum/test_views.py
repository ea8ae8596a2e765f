"""Views of one thread: the best first, the team with the answer, and what came since somebody left."""

import re

import pytest

from community.fans.forum import counts, posts, reactions, reads, threads
from community.fans.forum.models import Post
from community.fans.forum.posts import selecting
from community.fans.forum.refusals import NoSuchPlace
from community.kernel import buffer, clock
from community.kernel.db import db
from community.kernel.permissions import NOBODY
from community.paths import STATIC
from tests.fans.forum.pressing import visit

pytestmark = pytest.mark.databases


def places(view, thread, reader=NOBODY, after=""):
    return [row.position for row in posts.selected(view, thread, reader, after)[0]]


@pytest.fixture
def long(thread, say, cast):
    for number in range(2, 9):
        say(thread, f"Reply {number}", by=cast.moderator if number == 4 else cast.second_fan)
    return thread


def post_at(thread, position):
    return db.session.query(Post).filter_by(thread_id=thread.id, position=position).one()


def test_best_first_is_what_was_reacted_to_most(long, cast):
    for reader in (cast.fan, cast.moderator):
        reactions.react(post_at(long, 6), "like", by=reader)
    reactions.react(post_at(long, 3), "thanks", by=cast.fan)
    assert places("best", long) == [6, 3]
    reactions.withdraw(post_at(long, 6), by=cast.fan)
    reactions.withdraw(post_at(long, 6), by=cast.moderator)
    assert places("best", long) == [3]


def test_team_and_answer_are_alone_in_their_view(start, say, cast):
    question = start(kind="question")
    answer = say(question, "Blue wax.")
    say(question, "No idea.")
    say(question, "Welcome.", by=cast.moderator)
    posts.accept(answer, by=cast.fan)
    db.session.refresh(question)
    assert places("team", question) == [2, 4]


def test_what_is_out_of_sight_is_in_no_view(long, cast):
    reactions.react(post_at(long, 4), "like", by=cast.fan)
    posts.hide(post_at(long, 4), by=cast.moderator)
    for view in ("best", "team"):
        assert places(view, long) == []
    assert 4 not in places("since", long, after="1")


@pytest.mark.parametrize("view", ["best", "since"])
def test_view_goes_on_by_key_without_losing_a_post(monkeypatch, long, cast, view):
    monkeypatch.setattr(selecting, "PAGE", 2)
    for position in (2, 3, 5, 6, 7):
        reactions.react(post_at(long, position), "like", by=cast.fan)
        long_enough = position > 5
        if long_enough:
            reactions.react(post_at(long, position), "like", by=cast.moderator)
    found, after = [], "1" if view == "since" else ""
    selecting._query.cache_clear()
    while True:
        rows, after = posts.selected(view, long, NOBODY, after)
        found += [row.position for row in rows]
        if not after:
            break
    selecting._query.cache_clear()
    assert found == ([7, 6, 5, 3, 2] if view == "best" else [2, 3, 4, 5, 6, 7, 8])


def test_since_you_left_begins_where_the_reader_stopped_and_stays_so(sign_in, long, cast):
    reads.saw(cast.fan.id, long.id, 5)
    buffer.flush_all()
    browser, path = sign_in(cast.fan), threads.address(long)
    page = visit(browser, f"{path}?view=since")
    assert "Reply 6" in page
    assert "Reply 5" not in page
    buffer.flush_all()
    assert "Reply 6" in browser.get(f"{path}?view=since&after=5").text


def test_stranger_has_not_left_and_is_led_to_the_thread(client, long):
    path = threads.address(long)
    assert client.get(f"{path}?view=since").location == path


@pytest.mark.parametrize("key", ["x", "1-2-3", "-1", "1", "9" * 12 + "-1"])
def test_c26_key_of_any_other_form_is_refused_in_a_view(client, long, key):
    with pytest.raises(NoSuchPlace):
        posts.selected("best", long, NOBODY, key)
    assert client.get(f"{threads.address(long)}?view=best&after={key}").status_code == 400


def test_views_are_offered_on_long_threads_and_unknown_ones_are_not_found(client, start, long):
    path = threads.address(long)
    assert f"{path}?view=best" in client.get(path).text
    assert "?view=best" not in client.get(threads.address(start("Short"))).text
    assert client.get(f"{path}?view=nonsense").status_code == 404


def test_view_is_kept_for_strangers_until_the_thread_changes(client, long, cast):
    path = f"{threads.address(long)}?view=best"
    seen = {"If-None-Match": client.get(path).headers["ETag"]}
    assert client.get(path, headers=seen).status_code == 304
    reactions.react(post_at(long, 3), "like", by=cast.fan)
    assert "Reply 3" in client.get(path, headers=seen).text


def test_view_asks_a_stranger_4_and_a_fan_6_statements(client, sign_in, long, cast, queries):
    browser = sign_in(cast.fan)
    for view in ("best", "team", "since"):
        path = f"{threads.address(long)}?view={view}&after={'' if view != 'since' else 1}"
        for reader, most in ((client, 4), (browser, 6)):
            reader.get(path)
            with queries() as asked:
                reader.get(f"{path}&fresh=1")
            assert len(asked) <= most, "\n".join(asked)


def test_recount_mends_how_often_posts_were_reacted_to(long, cast):
    post = post_at(long, 3)
    reactions.react(post, "like", by=cast.fan)
    post.reactions_count = 7
    db.session.flush()
    counts.recount_thread(long.id)
    db.session.refresh(post)
    assert post.reactions_count == 1
    assert post.created_at <= clock.now()


def test_reading_pages_print_without_what_can_only_be_pressed(client, long):
    """On paper stand the title, the posts and which of how many they are."""
    sheets = "".join(each.read_text() for each in sorted((STATIC / "css/components").glob("*.css")))
    on_paper = "".join(re.findall(r"@media print \{(.*?)\n  \}", sheets, re.DOTALL))
    for part in (".tabs", ".pager__link", ".post__acts", ".ahead", ".button", ".composer"):
        assert part in on_paper, part
