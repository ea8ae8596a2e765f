"""A post that came as HTML is edited and quoted as Markdown."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from community.fans.forum import Post, boards, posts, threads
from community.kernel.db import db
from community.kernel.permissions import SYSTEM

THEN = datetime(2012, 1, 1, tzinfo=UTC)


@pytest.fixture
def imported(cast):
    board = boards.create("travel", {"en": "Travel"}, by=SYSTEM)
    html = "<p>Take the <b>night</b> train, see <a href='https://example.org/t'>here</a>.</p>"
    thread = threads.start(board, "Night trains", html, by=cast.fan, at=THEN, source_format="html")
    return db.session.scalars(select(Post).where(Post.thread_id == thread.id)).one()


def test_it_is_edited_as_markdown_and_stays_so(imported, cast):
    assert imported.markdown == "Take the **night** train, see [here](https://example.org/t)."
    posts.edit(imported, imported.markdown + "\n\nBook early.", by=cast.moderator)
    assert (imported.source_format, imported.source.startswith("Take the **night**")) == (
        "markdown",
        True,
    )
    assert "<strong>night</strong>" in imported.html and "Book early" in imported.html
    assert "<b>" not in posts.versions(imported)[0].source


def test_saving_it_unchanged_changes_nothing(imported, cast):
    posts.edit(imported, imported.markdown, by=cast.moderator)
    assert (imported.source_format, imported.versions_count) == ("html", 0)


def test_form_of_it_shows_no_tags(imported, cast, sign_in):
    page = sign_in(cast.moderator).get(f"/posts/{imported.id}/edit").text
    assert "Take the **night** train" in page
