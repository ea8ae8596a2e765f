"""Threads that belong together are named, as far as the reader may see them."""

import pytest

from community.fans.forum import boards, relations, threads
from community.kernel import clock
from community.kernel.permissions import NOBODY, SYSTEM

pytestmark = pytest.mark.databases


@pytest.fixture
def three(cast):
    board = boards.create("skiing", {"en": "Skiing"}, by=SYSTEM)
    titles = ("Which wax", "Wax or none", "Wax again")
    return [threads.start(board, title, "Say", by=cast.moderator) for title in titles]


def test_relations_are_kept_once_and_shown_from_both_sides(three):
    one, two, again = three
    now = clock.now()
    pairs = [
        (one.id, two.id, "mentions", now),
        (again.id, one.id, "repeats", now),
        (one.id, one.id, "mentions", now),
    ]
    assert len(relations.relate(pairs)) == 2
    assert relations.relate(pairs) == set()
    assert [(row.title, row.kind) for row in relations.related(one.id, NOBODY)] == [
        ("Wax again", "repeats"),
        ("Wax or none", "mentions"),
    ]
    assert [row.title for row in relations.related(two.id, NOBODY)] == ["Which wax"]


def test_c7_hidden_threads_are_not_related(three, cast):
    one, two, _ = three
    relations.relate([(one.id, two.id, "mentions", clock.now())])
    threads.hide(two, by=cast.moderator, reason="spam")
    assert relations.related(one.id, NOBODY) == []
