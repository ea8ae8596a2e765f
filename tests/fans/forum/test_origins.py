"""What was said elsewhere says so under the post: where, and under which licence."""

import pytest

from community.fans.forum import past, posts
from community.fans.forum.models import Post
from community.kernel import clock
from community.kernel.db import db

PLACE, URL, LICENCE = "skiing.example", "https://skiing.example/q/7", "CC BY-SA 3.0"


@pytest.fixture
def brought(cast, board):
    """Gives `brought(origin)`: a thread of twenty posts that were said there."""

    def bring(origin):
        thread = past.PastThread(board_id=board.id, title="Which wax at -5?")
        said = [
            past.PastPost(
                thread=thread, author_id=cast.fan.id, member_id=cast.fan.member_id,
                source=f"Blue wax, number {number}.", at=clock.now(), origin=origin,
            )
            for number in range(20)
        ]  # fmt: skip
        past.keep(said)
        db.session.commit()
        return thread.id, said[-1].id

    return bring


def test_a_post_from_elsewhere_links_to_where_it_was_said_and_to_its_licence(client, brought):
    thread_id, _ = brought({"place": PLACE, "url": URL, "license": LICENCE})
    shown = client.get(f"/t/{thread_id}/which-wax-at-5").text
    assert f'First said at <a href="{URL}" rel="nofollow ugc noopener">{PLACE}</a>' in shown
    deed = "https://creativecommons.org/licenses/by-sa/3.0/"
    assert f'<a href="{deed}" rel="license noopener">{LICENCE}</a>' in shown
    assert shown.count("First said at") == 20


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        ({"place": PLACE, "url": "", "license": ""}, f"First said at {PLACE}</p>"),
        ({"place": PLACE, "url": "javascript:alert(1)", "license": ""}, f"at {PLACE}</p>"),
        ({"place": "<b>", "url": "", "license": "<i>"}, "at &lt;b&gt;, under &lt;i&gt;</p>"),
    ],
)
def test_only_an_address_of_the_web_is_linked_and_words_stay_words(client, brought, origin, line):
    thread_id, _ = brought(origin)
    assert line in client.get(f"/t/{thread_id}/which-wax-at-5").text


def test_what_was_said_here_says_nothing(client, brought):
    thread_id, _ = brought(None)
    assert "post__origin" not in client.get(f"/t/{thread_id}/which-wax-at-5").text


def test_a_page_of_such_posts_asks_no_more_and_stays_light(client, brought, queries):
    thread_id, _ = brought({"place": PLACE, "url": URL, "license": LICENCE})
    client.get(path := f"/t/{thread_id}/which-wax-at-5")
    with queries() as asked:
        shown = client.get(f"{path}?fresh=1")
    assert len(asked) <= 4
    assert len(shown.data) <= 40_000


def test_a_post_that_was_deleted_no_longer_names_its_place(client, brought, cast):
    thread_id, post_id = brought({"place": PLACE, "url": URL, "license": LICENCE})
    posts.delete(db.session.get(Post, post_id), by=cast.fan)
    db.session.commit()
    assert client.get(f"/t/{thread_id}/which-wax-at-5").text.count("First said at") == 19
