"""Pages cost few statements at any size, no scan of a large table, and few bytes."""

import pytest
from sqlalchemy import event

from community.fans.forum import follows, posts, reads, threads
from community.fans.forum.threads import Place
from community.kernel import buffer, clock
from community.kernel.db import db
from community.kernel.permissions import NOBODY

LISTS = ("/latest", "/b/skiing", "/unanswered", "/top?period=all")
OWN_LISTS = ("/new", "/unread", "/following")


@pytest.fixture
def busy(thread, say, cast):
    """Twenty posts of a thousand letters by five people."""
    people = [cast.fan, cast.second_fan, cast.newcomer, cast.moderator, cast.marketer]
    for number in range(19):
        say(thread, "Lorem ipsum " * 85, by=people[number % 5], at=clock.now())
    return thread


@pytest.mark.databases
def test_thread_page_asks_a_stranger_4_and_a_fan_6_statements(client, sign_in, busy, cast, queries):
    path, browser = threads.address(busy), sign_in(cast.second_fan)
    warm(client, browser, path)
    with queries() as asked:
        client.get(f"{path}?fresh=1")
    assert len(asked) <= 4, "\n".join(asked)
    with queries() as asked:
        browser.get(path)
    assert len(asked) <= 6, "\n".join(asked)


@pytest.mark.databases
def test_lists_ask_a_stranger_4_and_a_fan_6_statements(client, sign_in, start, cast, queries):
    for number in range(31):
        start(f"Thread {number}", tags=["wax"])
    browser = sign_in(cast.second_fan)
    for path in LISTS:
        warm(client, browser, path)
        with queries() as asked:
            client.get(f"{path}{'&' if '?' in path else '?'}fresh=1")
        assert len(asked) <= 4, path + "\n".join(asked)
    for path in (*LISTS, *OWN_LISTS, "/"):
        browser.get(path)
        with queries() as asked:
            browser.get(path)
        assert len(asked) <= 6, path + "\n".join(asked)


def test_unchanged_page_asks_two_statements(client, thread, queries):
    path = threads.address(thread)
    tag = client.get(path).headers["ETag"]
    client.get(path)
    with queries() as asked:
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    assert len(asked) <= 2, "\n".join(asked)


def test_page_of_twenty_posts_is_small(client, busy):
    page = client.get(threads.address(busy)).data
    words = 20 * 1020
    assert len(page) - words < 25_000
    assert len(page) <= 50_000


def test_no_page_walks_a_whole_table(app, board, thread, cast, say):
    """Every statement of the reading pages, explained: large tables are searched or walked along an index that stops early."""
    follows.follow("board", board.id, "watching", by=cast.second_fan)
    reads.saw(cast.second_fan.id, thread.id, 1)
    buffer.flush_all()
    plans: list[str] = []
    with explained(plans):
        for reader in (NOBODY, cast.second_fan, cast.moderator):
            place = Place(after=f"{10**15}-5")
            for find in (threads.latest, threads.top, threads.unanswered):
                find(reader)
                find(reader, place=place)
            threads.latest(reader, board=board)
            threads.top(reader, period="all")
            threads.tagged(reader, 1)
            posts.page(thread.id, viewer=reader)
            threads.shown(thread.id, reader)
        for find in (threads.new, threads.unread, threads.following, threads.waiting):
            find(cast.second_fan)
    scans = [
        line for line in plans if line.startswith("SCAN") and large(line) and "USING" not in line
    ]
    assert not scans, scans
    assert any("ix_threads_unanswered" in line for line in plans)
    assert any("ix_threads_last_posted_at_id" in line for line in plans)


def test_order_of_a_list_comes_from_its_index(app, board, thread):
    for find in (
        lambda: threads.latest(NOBODY),
        lambda: threads.latest(NOBODY, board=board, place=Place(after=f"{10**15}-5")),
        lambda: threads.unanswered(NOBODY),
        lambda: threads.top(NOBODY, period="all"),
    ):
        plans: list[str] = []
        with explained(plans):
            find()
        assert not [line for line in plans if "TEMP B-TREE" in line], plans


def large(line):
    words = line.split()
    return any(
        name in words
        for name in (
            "threads",
            "posts",
            "reactions",
            "thread_reads",
            "followings",
            "thread_tags",
            "drafts",
        )
    )


class explained:  # noqa: N801
    """Collects the plan of every SELECT inside the block, but for the few boards."""

    def __init__(self, plans):
        self.plans = plans

    def __enter__(self):
        event.listen(db.engine, "before_cursor_execute", self.sent)

    def __exit__(self, *fault):
        event.remove(db.engine, "before_cursor_execute", self.sent)

    def sent(self, connection, cursor, statement, parameters, *rest):
        if statement.lstrip().startswith("SELECT") and "FROM board" not in statement:
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            self.plans += [row[3] for row in cursor.fetchall()]


def warm(client, browser, path):
    client.get(path)
    browser.get(path)
