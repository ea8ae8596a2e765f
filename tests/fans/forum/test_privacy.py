"""What a person gets to see of themselves, and what is left after erasure."""

import json

import pytest
from sqlalchemy import text

from community.fans.forum import boards, drafts, follows, posts, privacy, reactions, threads
from community.fans.forum.models import Post
from community.kernel.db import Base, db

pytestmark = pytest.mark.databases
TABLES = ("threads", "posts", "post_versions", "drafts", "held_drafts", "submissions")


def test_j4_export_holds_all_of_the_person_and_nothing_of_others(thread, say, cast):
    post = say(thread, "Blue canary.")
    reactions.react(post, "like", by=cast.fan)
    drafts.save(cast.second_fan, "new", 1, {"body": "Half a thought"})
    held = privacy.access([cast.second_fan.id], cast.second_fan.member_id)
    assert [each["text"] for each in held["posts"]] == ["Blue canary."]
    assert held["drafts"] == [{"body": "Half a thought"}]
    assert "It is cold." not in json.dumps(held)
    assert held["reactions"] == []


def test_j1_erased_words_are_in_no_row(start, say, board, cast, fresh):
    thread = start("Zebrafinch title", "Zebrafinch opening", by=cast.second_fan)
    other = start("Other")
    post = say(other, "Zebrafinch reply")
    posts.edit(post, "Zebrafinch again and again", by=cast.second_fan)
    say(thread, "I stay.", by=cast.fan)
    drafts.save(cast.second_fan, "new", 1, {"body": "Zebrafinch draft"})
    follows.follow("thread", other.id, "watching", by=cast.second_fan)
    reactions.react(posts.one(post.id), "like", by=cast.fan)
    answer = say(other, "Mine", by=cast.fan)
    reactions.react(answer, "like", by=cast.second_fan)
    privacy.erase([cast.second_fan.id], cast.second_fan.member_id)
    db.session.commit()
    for table in TABLES:
        rows = db.session.execute(text(f"SELECT * FROM {table}")).all()
        assert "zebrafinch" not in str(rows).lower(), table
    assert fresh(answer).reactions == {}
    assert (fresh(other).posts_count, other.reactions_count, other.last_author_id) == (
        2,
        1,
        cast.fan.id,
    )
    assert fresh(thread).posts_count == 1
    assert fresh(boards.entity(board.id)).posts_count == 3


def test_j1_thread_of_which_nothing_is_left_is_out_of_sight(start, cast, fresh):
    thread = start("Only mine", by=cast.second_fan)
    privacy.erase([cast.second_fan.id], cast.second_fan.member_id)
    assert fresh(thread).hidden_at
    assert threads.latest(cast.fan).rows == []
    assert db.session.query(Post).one().html == ""


def test_every_column_that_points_to_a_person_is_covered(app):
    ours = (
        "boards",
        "board_access",
        "acceptances",
        "closures",
        "pins",
        "moved_posts",
        "closure_timers",
        "slow_modes",
        "followings",
        "thread_reads",
        "board_marks",
        "reactions",
        *TABLES,
    )
    pointing = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        if table.name in ours
        for column in table.columns
        if any(key.column.table.name in ("accounts", "members") for key in column.foreign_keys)
    }
    assert pointing == set(privacy.COLUMNS)
