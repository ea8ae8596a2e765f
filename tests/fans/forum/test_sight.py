"""Hidden, held and deleted posts are gone from every way out; counters follow."""

import pytest
from sqlalchemy import select

from community.commons.search.models import SearchMark
from community.fans.forum import boards, counts, posts, searching, threads
from community.fans.forum.models import Tag
from community.fans.forum.refusals import NotPublished, OthersHaveReplied
from community.kernel import audit
from community.kernel.db import db
from community.kernel.events import EventRow
from community.kernel.permissions import NOBODY, SYSTEM
from community.kernel.refusals import NotAllowed, NotFound
from community.kernel.slots import Screening
from tests.fans.forum.pressing import visit

pytestmark = pytest.mark.databases


@pytest.fixture
def screening(app):
    """Holds what says "hold me", refuses what says "refuse me"."""

    def judge(kind, text, author):
        return next(
            (verdict for verdict in ("refuse", "hold") if f"{verdict} me" in text), "publish"
        )

    slot, filled = Screening("words", judge), app.extensions["house"].slots.filled
    filled.append(slot)
    yield
    filled.remove(slot)


def test_hidden_post_leaves_the_counters_and_comes_back(thread, say, board, cast, fresh):
    post = say(thread)
    posts.hide(post, by=cast.moderator, reason="Rude")
    assert (fresh(thread).posts_count, thread.voices) == (1, [cast.fan.id])
    assert fresh(boards.entity(board.id)).posts_count == 1
    posts.restore(post, by=cast.moderator)
    assert (fresh(thread).posts_count, thread.voices) == (2, [cast.second_fan.id, cast.fan.id])
    assert fresh(boards.entity(board.id)).posts_count == 2


def test_hiding_is_for_moderators_with_a_reason_in_the_log(thread, say, cast):
    post = say(thread)
    with pytest.raises(NotAllowed):
        posts.hide(post, by=cast.second_fan)
    posts.hide(post, by=cast.moderator, reason="Rude")
    row = audit.latest()[0]
    assert (row.action, row.subject_id, row.reason) == ("post.hide", post.id, "Rude")


def test_hiding_twice_counts_once(thread, say, cast, fresh):
    post = say(thread)
    posts.hide(post, by=cast.moderator)
    posts.hide(post, by=cast.moderator)
    assert fresh(thread).posts_count == 1


def test_hidden_opening_post_takes_the_thread_along(thread, say, board, cast, fresh):
    say(thread)
    opening = opening_of(thread)
    posts.hide(opening, by=cast.moderator)
    assert fresh(thread).hidden_at
    assert (fresh(boards.entity(board.id)).threads_count, boards.entity(board.id).posts_count) == (
        0,
        0,
    )
    posts.restore(opening, by=cast.moderator)
    assert not fresh(thread).hidden_at
    assert (fresh(boards.entity(board.id)).threads_count, boards.entity(board.id).posts_count) == (
        1,
        2,
    )


def test_hidden_thread_opens_for_its_author_and_the_team(thread, cast):
    threads.hide(thread, by=cast.moderator)
    assert threads.visible_to(cast.fan).one(thread.id)
    assert threads.visible_to(cast.moderator).one(thread.id)
    for reader in (NOBODY, cast.second_fan):
        with pytest.raises(NotFound):
            threads.visible_to(reader).one(thread.id)
    assert threads.latest(cast.moderator).rows == []


def test_author_deletes_a_reply_and_a_thread_without_replies(thread, say, cast, fresh):
    post = say(thread)
    with pytest.raises(NotAllowed):
        posts.delete(post, by=cast.fan)
    with pytest.raises(OthersHaveReplied):
        posts.delete(opening_of(thread), by=cast.fan)
    posts.delete(post, by=cast.second_fan)
    assert fresh(thread).posts_count == 1
    posts.delete(opening_of(thread), by=cast.fan)
    assert fresh(thread).hidden_at


def test_c7_hidden_text_is_gone_from_every_page(client, sign_in, thread, say, cast):
    post = say(thread, "The canary sings.")
    page = f"/t/{thread.id}/which-wax"
    assert "canary" in client.get(page).text
    posts.hide(post, by=cast.moderator)
    for browser in (client, sign_in(cast.fan), sign_in(cast.second_fan)):
        for path in (
            page,
            "/",
            "/latest",
            "/b/skiing",
            f"/posts/{post.id}",
            f"/t/{thread.id}/reply?quote={post.id}",
            f"/posts/{post.id}/menu",
        ):
            assert "canary" not in visit(browser, path), path
    assert "hidden by the team" in sign_in(cast.second_fan).get(f"{page}?lang=en").text
    assert "hidden by the team" not in client.get(page).text


def test_c7_hidden_text_leaves_search_at_once(thread, say, cast):
    post = say(thread, "The canary sings.")
    db.session.query(SearchMark).delete()
    posts.hide(post, by=cast.moderator)
    assert (("post", post.id)) in [
        tuple(row) for row in db.session.execute(select(SearchMark.kind, SearchMark.document_id))
    ]
    assert list(searching.post_documents([post.id])) == []
    assert searching.post_results([post.id], cast.second_fan) == {}


def test_c7_deleted_text_is_gone_for_its_author_too(sign_in, thread, say, cast):
    post = say(thread, "The canary sings.")
    posts.delete(post, by=cast.second_fan)
    page = sign_in(cast.second_fan).get(f"/t/{thread.id}/which-wax?lang=en").text
    assert "canary" not in page
    assert "This post was deleted." in page


def test_i3_held_post_is_nowhere_but_with_its_author_and_the_team(
    screening, client, sign_in, thread, cast, fresh
):
    post = posts.reply(thread, "Canary: hold me", by=cast.second_fan)
    assert (fresh(thread).posts_count, thread.last_author_id) == (1, cast.fan.id)
    page = f"/t/{thread.id}/which-wax"
    for browser, sees in (
        (client, False),
        (sign_in(cast.fan), False),
        (sign_in(cast.second_fan), True),
        (sign_in(cast.moderator), True),
    ):
        assert ("Canary" in browser.get(page).text) is sees
    assert list(searching.post_documents([post.id])) == []
    assert [
        event.name
        for event in db.session.query(EventRow).filter(EventRow.name.in_(("Replied", "PostHeld")))
    ] == ["PostHeld"]


def test_i3_held_thread_is_nowhere_but_with_its_author_and_the_team(
    screening, client, sign_in, board, cast
):
    thread = threads.start(board, "Canary title", "hold me", by=cast.fan)
    for path in ("/", "/latest", "/new", "/unanswered", "/b/skiing", "/boards"):
        for browser in (client, sign_in(cast.second_fan)):
            assert "Canary" not in browser.get(path).text, path
    assert client.get(threads.address(thread)).status_code == 404
    assert "Waits for approval" in sign_in(cast.fan).get(threads.address(thread)).text
    assert list(searching.thread_documents([thread.id])) == []


def test_approved_post_is_counted_and_announced_as_new(screening, thread, board, cast, fresh):
    post = posts.reply(thread, "hold me", by=cast.second_fan)
    posts.approve(post, by=cast.moderator)
    assert fresh(thread).posts_count == 2
    [event] = db.session.query(EventRow).filter_by(name="Replied")
    assert event.by_id == cast.second_fan.id


def test_approved_thread_appears(screening, board, cast, fresh):
    thread = threads.start(board, "Canary title", "hold me", by=cast.fan)
    posts.approve(opening_of(thread), by=cast.moderator)
    assert [row.id for row in threads.latest(NOBODY).rows] == [thread.id]
    assert fresh(boards.entity(board.id)).threads_count == 1


def test_i1_edit_that_is_judged_again_holds_the_post_again(screening, thread, say, cast, fresh):
    post = say(thread)
    posts.edit(post, "Now hold me", by=cast.second_fan)
    assert fresh(post).held_at
    assert fresh(thread).posts_count == 1


def test_refused_text_is_not_kept(screening, thread, cast):
    with pytest.raises(NotPublished):
        posts.reply(thread, "refuse me", by=cast.second_fan)


def test_recount_changes_nothing_where_verbs_kept_count(start, say, board, cast, fresh):
    thread, other = start(tags=["wax"]), start("Boots", tags=["boots"])
    post = say(thread)
    say(other)
    posts.hide(post, by=cast.moderator)
    threads.hide(other, by=cast.moderator)
    before = counted(thread, other, board, fresh)
    for each in counts.thread_ids():
        counts.recount_thread(each)
    counts.recount_boards()
    counts.recount_tags()
    assert counted(thread, other, board, fresh) == before


def counted(thread, other, board, fresh):
    tags = {tag.slug: tag.threads_count for tag in db.session.query(Tag)}
    rows = [fresh(each) for each in (thread, other, boards.entity(board.id))]
    return tags, [
        (
            each.posts_count,
            getattr(each, "score", 0),
            getattr(each, "threads_count", 0),
            getattr(each, "voices", 0),
        )
        for each in rows
    ]


def opening_of(thread):
    return posts.one(posts.page(thread.id, viewer=SYSTEM)[0].id)
