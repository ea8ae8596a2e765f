"""What search is told of threads and posts, and how it shows them."""

import pytest
from sqlalchemy import select

from community.commons.search.models import SearchMark
from community.fans.forum import boards, posts, searching, threads
from community.kernel.db import db
from community.kernel.permissions import NOBODY, SYSTEM

pytestmark = pytest.mark.databases


def test_thread_is_found_by_title_opening_text_tags_and_kind(start, cast):
    thread = start("Which wax?", "It is **cold** outside.", tags=["wax"], kind="question")
    [document] = searching.thread_documents([thread.id])
    assert (document.title, document.text, document.tags) == (
        "Which wax?",
        "It is cold outside.",
        ("wax",),
    )
    assert (document.author, document.labels, document.board_id) == (
        "ada",
        ("question",),
        thread.board_id,
    )


def test_reply_is_found_by_its_words_and_shown_with_its_thread(thread, say):
    post = say(thread, "Blue <b>wax</b>.")
    [document] = searching.post_documents([post.id])
    assert (document.title, document.text) == ("", "Blue <b>wax</b>.")
    result = searching.post_results([post.id], NOBODY)[post.id]
    assert (result["url"], result["title"], result["author"].handle) == (
        f"/t/{thread.id}/which-wax/2",
        "Which wax?",
        "bima",
    )
    assert result["board"]["url"] == "/b/skiing"


def test_rebuild_pages_through_everything_once(start, say):
    thread = start()
    replies = [say(thread).id for _ in range(3)]
    assert searching.thread_ids(0, 10) == [thread.id]
    assert searching.post_ids(0, 2) == replies[:2]
    assert searching.post_ids(replies[1], 2) == replies[2:]


@pytest.mark.parametrize("change", ["reply", "edit", "delete", "hide", "restore", "rename"])
def test_every_change_of_words_is_marked(change, thread, say, cast):
    post = say(thread)
    if change == "restore":
        posts.hide(post, by=cast.moderator)
    db.session.query(SearchMark).delete()
    {
        "reply": lambda: say(thread),
        "edit": lambda: posts.edit(post, "Red.", by=cast.moderator),
        "delete": lambda: posts.delete(post, by=cast.second_fan),
        "hide": lambda: posts.hide(post, by=cast.moderator),
        "restore": lambda: posts.restore(post, by=cast.moderator),
        "rename": lambda: threads.rename(thread, "Another", by=cast.fan),
    }[change]()
    assert db.session.scalars(select(SearchMark.kind)).all() == [
        "thread" if change == "rename" else "post"
    ]


def test_moved_thread_is_marked_with_all_its_posts(thread, say, cast):
    post = say(thread)
    other = boards.create("running", {"en": "Running"}, by=SYSTEM)
    db.session.query(SearchMark).delete()
    threads.move(thread, other, by=cast.moderator)
    marked = set(db.session.execute(select(SearchMark.kind, SearchMark.document_id)).all())
    assert {tuple(row) for row in marked} == {("thread", thread.id), ("post", post.id)}
