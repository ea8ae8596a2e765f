"""An import that is killed at any moment goes on where it was: nothing is lost, nothing comes twice."""

import os
import random
import subprocess
import sys
import time

import pytest
from sqlalchemy import func, select

from community.app import create_app
from community.config import Config
from community.edges.transfer.models import ImportedKey
from community.fans.forum import counts
from community.fans.forum.models import Board, Post, Thread
from community.kernel.db import Base, db

QUESTIONS, ANSWERS, COMMENTS = 700, 3, 3
IMPORT = """
import sys
from pathlib import Path
from community.app import create_app
from community.edges.transfer import stackexchange
with create_app().app_context():
    outcome = stackexchange.bring(Path(sys.argv[1]), site="killed.example")
    print(outcome.even, sum(line.refused for line in outcome.lines))
"""


@pytest.fixture
def dump(tmp_path):
    """7,000 small posts."""
    luck = random.Random(7)
    posts, comments, number = [], [], 0
    for question in range(QUESTIONS):
        asked = question * (ANSWERS + 1) + 1
        for place in range(ANSWERS + 1):
            post = asked + place
            kind = (
                'PostTypeId="1" Title="Question of the day" Tags="&lt;wax&gt;"'
                if place == 0
                else f'PostTypeId="2" ParentId="{asked}"'
            )
            at = f"2019-{luck.randint(1, 12):02d}-{luck.randint(1, 28):02d}T10:00:00.000"
            posts.append(
                f'<row Id="{post}" {kind} CreationDate="{at}" Score="1" Body="&lt;p&gt;Post {post}&lt;/p&gt;" OwnerUserId="{luck.randint(1, 400)}"/>'
            )
            for _ in range(COMMENTS if place < 2 else 0):
                number += 1
                comments.append(
                    f'<row Id="{number}" PostId="{post}" Text="Comment {number}" CreationDate="{at}" UserId="{luck.randint(1, 400)}"/>'
                )
    folder = tmp_path / "dump"
    folder.mkdir()
    (folder / "Posts.xml").write_text(f"<posts>{''.join(posts)}</posts>")
    (folder / "Comments.xml").write_text(f"<comments>{''.join(comments)}</comments>")
    return folder, len(posts) + len(comments)


@pytest.fixture
def house(tmp_path, new_database_url, request):
    url = new_database_url(request.param)
    app = create_app(
        Config(data=tmp_path / "data", database_url=url, secret_key="only for tests", testing=True)
    )
    with app.app_context():
        Base.metadata.create_all(db.engine)
        db.session.remove()
        yield {**os.environ, "KONEKTOR_DATA": str(tmp_path / "data"), "KONEKTOR_DATABASE_URL": url}


@pytest.mark.slow
@pytest.mark.parametrize("house", ["sqlite", "postgresql"], indirect=True)
def test_k1_import_killed_again_and_again_ends_whole(house, dump):
    folder, total = dump
    seen = [_run_and_kill(house, folder, patience) for patience in (0.0, 0.15, 0.05)]
    assert 0 < seen[-1] < total, f"killed too early or too late: {seen}"
    assert seen == sorted(seen)
    done = subprocess.run(
        [sys.executable, "-c", IMPORT, folder],
        env=house,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "True 0"
    assert _posts() == total and _distinct_keys() == total
    _counters_equal_rows()


def _run_and_kill(house, folder, patience):
    """Kill it so long after its first posts have come in; how many there are then."""
    before = _posts()
    process = subprocess.Popen(
        [sys.executable, "-c", IMPORT, folder],
        env=house,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while _posts() == before and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(patience)
    process.kill()
    process.wait()
    return _posts()


def _posts():
    found = db.session.scalar(select(func.count()).select_from(Post))
    db.session.rollback()
    return found


def _distinct_keys():
    pairs = (
        select(ImportedKey.kind, ImportedKey.our_id)
        .where(ImportedKey.kind.in_(("post", "comment")))
        .distinct()
    )
    return db.session.scalar(select(func.count()).select_from(pairs.subquery()))


def _counters_equal_rows():
    shown = select(Thread.id, Thread.posts_count, Thread.last_position, Thread.score).order_by(
        Thread.id
    )
    boards = select(Board.threads_count, Board.posts_count)
    before = (db.session.execute(shown).all(), db.session.execute(boards).all())
    for thread_id in counts.thread_ids():
        counts.recount_thread(thread_id)
    counts.recount_boards()
    db.session.flush()
    assert (db.session.execute(shown).all(), db.session.execute(boards).all()) == before
    db.session.rollback()
